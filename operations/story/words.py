"""Words for what happened: audit actions, calls and holders, for the order page."""

from django.utils.translation import gettext as _

from core.history import headline
from core.models import AuditRow
from core.types import JsonObject
from dispatch.calls.models import CallLog
from orders.register.kinds import ORDER_PAYMENT
from orders.register.lifecycle import PaymentState
from orders.register.payways import pay_ways
from people.kinds import HolderKind
from people.models import Holder


def holder_words(holder: Holder) -> str:
    """A holder for people: what it is, and its name where it has one."""
    kind = _(holder.kind.label)
    return kind if holder.kind == HolderKind.BUYER else f"{kind} {holder.name}"


def call_words(call: CallLog) -> str:
    """A call's result for people."""
    return _("Call: %(result)s") % {"result": _(call.words)}


def _payment_words(new: JsonObject) -> tuple[str, str]:
    """The payment state, and what was paid with where money was taken."""
    state = PaymentState(new["payment_state"])
    words = [_(state.label)] + ([pay_ways[new["paid_with"]].words] if new.get("paid_with") else [])
    return f"{ORDER_PAYMENT.words}: {' · '.join(words)}", state.tone


def action_words(row: AuditRow) -> tuple[str, str] | None:
    """(title, tone) of an audit row; None where nothing new is told."""
    if row.action == ORDER_PAYMENT and row.new:
        return _payment_words(row.new)
    return headline(row)
