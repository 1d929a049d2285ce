"""Words for what happened: audit actions, calls and holders, for the order page."""

from django.utils.translation import gettext as _

from core.lifecycle import N_
from dispatch.calls import lifecycle as calls_lifecycle
from dispatch.runs import lifecycle as dispatch_tables
from orders.exceptions import lifecycle as exceptions_lifecycle
from orders.register import lifecycle as order_tables
from orders.register.lifecycle import PaymentState
from people.models import Holder

MACHINES = {
    machine.name: machine
    for machine in (
        order_tables.ORDER,
        order_tables.PAPER,
        exceptions_lifecycle.EXCEPTION,
        exceptions_lifecycle.NEXT_STEP,
        dispatch_tables.RUN,
        dispatch_tables.STOP,
        calls_lifecycle.APPOINTMENT,
    )
}

PLAIN = {
    "order.import": (N_("Imported from the client's file"), "info"),
    "order.update": (N_("Changed by a later file of the client"), "warn"),
    "stop.plan": (N_("Planned on a run"), "info"),
    "order.amount": (N_("Amount due changed"), "warn"),
    "order.designated": (N_("The customer's own time is kept with the promise"), "info"),
    "order.payment": (N_("Payment state"), "info"),
    "exception.open": (N_("Exception opened"), "error"),
    "exception.assign": (N_("Exception taken over"), "info"),
    "exception.snooze": (N_("Exception put aside for later"), "info"),
    "exception.reply": (N_("Note to the driver"), "info"),
    "exception.escalate": (N_("The client is late to answer; the account manager is told"), "late"),
    "surplus.join": (N_("Surplus goods joined to the order"), "ok"),
    "goods.area": (N_("Goods moved to another area of the store"), "info"),
    "sheet.issue": (N_("Sheet issued"), "info"),
    "phone.reveal": (N_("Phone number revealed"), "warn"),
}

HOLDERS = {
    Holder.CLIENT: N_("Client"),
    Holder.STORE: N_("Store"),
    Holder.DESK: N_("Document desk"),
    Holder.DRIVER: N_("Driver"),
    Holder.BUYER: N_("Recipient"),
}


def holder_words(holder):
    """A holder for people: what it is, and its name where it has one."""
    kind = _(HOLDERS[holder.kind])
    return kind if holder.kind == Holder.BUYER else f"{kind} {holder.name}"


def call_words(call):
    """A call's result for people."""
    return _("Call: %(result)s") % {"result": _(call.words)}


def result_words(code):
    """A result as it was told to the client."""
    state = order_tables.ORDER.states.get(code)
    return _(state.label) if state else _("in progress")


def action_words(row):
    """(title, tone) of an audit row, or None for what only a program needs."""
    name, _dot, action = row.action.partition(".")
    machine = MACHINES.get(name)
    if machine and action in machine.moves and row.new:
        state = machine.states[machine.moves[action].target]
        return f"{_(machine.title)}: {_(state.label)}", state.tone
    if row.action == "order.payment" and row.new:
        state = PaymentState(row.new["payment_state"])
        return f"{_(PLAIN[row.action][0])}: {_(state.label)}", state.tone
    if row.action in PLAIN:
        words, tone = PLAIN[row.action]
        return _(words), tone
    return None
