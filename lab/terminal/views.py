"""A terminal to touch, for demonstration and training, in simulation mode only. It signs as a real one does."""

import uuid
from typing import Any
from urllib.parse import urlencode

from django.forms import Form
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core import clock
from core.errors import Missing
from lab.http import Refused, WebTransport
from lab.terminal.client import TerminalClient, way_for
from lab.terminal.forms import PosOrderForm, PosPreauthForm, PosSaleForm
from lab.terminal.rights import POS_SIMULATE
from lab.terminal.selectors import issue_of, simulated_terminal, terminal_in_hand
from people.access import Request, needs


@needs(POS_SIMULATE)
def pos_mine(request: Request) -> HttpResponse:
    """The terminal that I have in my hand; ?order= keys the number already."""
    serial = terminal_in_hand(request.user)
    if not serial:
        raise Missing("terminal", _("No terminal is issued; the cashier does that in the morning."))
    keyed = urlencode({"order": request.GET.get("order", "")})
    return redirect(f"{reverse('sim-pos-terminal', args=[serial])}?{keyed}")


@needs(POS_SIMULATE)
@require_http_methods(["GET", "POST"])
def pos_page(request: Request, serial: str) -> HttpResponse:
    """Key an order number, read the amount, swipe; or hold an amount before the run."""
    terminal = simulated_terminal(serial)
    client = TerminalClient(terminal.serial, terminal.secret, WebTransport(f"{request.scheme}://{request.get_host()}"))
    keyed = PosOrderForm(initial={"order_no": request.GET.get("order", "")})
    context: dict[str, Any] = {"terminal": terminal, "keyed": keyed}
    if request.method == "POST":
        act = {"quote": _quote, "sale": _sale, "preauth": _preauth}.get(request.POST.get("step", ""), _quote)
        try:
            context |= act(client, request.POST)
        except Refused as refused:
            context["refused"] = (refused.error or {}).get("message") or str(refused)
            context["keyed"] = PosOrderForm(initial={"order_no": request.POST.get("order_no", "")})
    return render(request, "lab/pos.html", context | {"issue": issue_of(terminal)})


# The gateway makes each of these once by its reference; a transaction around them would wait for itself.
pos_page.not_once = True


def _quote(client: TerminalClient, posted: QueryDict) -> dict[str, Any]:
    form = PosOrderForm(posted)
    if not form.is_valid():
        return {"keyed": form}
    quote = client.quote(form.cleaned_data["order_no"])
    start = {name: quote[name] for name in ("order_no", "shipment_no", "amount_fen", "version", "token")}
    card = {"card_kind": way_for(quote["pay_mode"]).reported_as, "card_tail": "6688"}
    sale = PosSaleForm(initial=start | card | {"reference": _reference(client)})
    return {"quote": quote, "sale": sale, "keyed": form}


def _sale(client: TerminalClient, posted: QueryDict) -> dict[str, Any]:
    form = PosSaleForm(posted)
    if not form.is_valid():
        shown = {"order_no": posted.get("order_no", ""), "amount_fen": _fen(posted.get("amount_fen", ""))}
        return {"sale": form, "quote": shown, "refused": _first_error(form)}
    values = form.cleaned_data
    card = {name: values.pop(name) for name in ("card_kind", "card_tail", "reference")}
    at = clock.now()
    answer = client.sale(quote=values, occurred_at=at, **card)
    return {"slip": answer | values | card | {"at": at}, "keyed": PosOrderForm()}


def _preauth(client: TerminalClient, posted: QueryDict) -> dict[str, Any]:
    form = PosPreauthForm(posted)
    if not form.is_valid():
        return {"refused": _first_error(form)}
    held = client.preauth(amount_fen=form.cleaned_data["amount_fen"], card_tail=form.cleaned_data["card_tail"])
    return {"held": held}


def _fen(text: str) -> int:
    return int(text) if text.isdecimal() else 0


def _first_error(form: Form) -> str:
    """What the small display says: the field and what is wrong with it."""
    name, faults = next(iter(form.errors.items()))
    return _("%(field)s: %(fault)s") % {"field": form.fields[name].label or name, "fault": faults[0]}


def _reference(client: TerminalClient) -> str:
    return f"{client.serial}-{uuid.uuid4().hex[:12].upper()}"
