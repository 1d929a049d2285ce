"""The driver's phone: today's run, a stop, the customer's signature, what he holds and what he signs."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cod.pos.services.cash import cash_taken
from cod.totals.services.totals import figures_of
from core import clock
from core.errors import Missing, Refusal
from core.inputs import ids_of
from core.types import JsonObject
from dispatch.calls.lifecycle import CallResult
from dispatch.calls.services.calls import call_log
from dispatch.calls.windows import windows_of
from dispatch.doorstep.services import stop_close_delivered, stop_close_refused
from dispatch.fleet.rights import DRIVER_USE
from dispatch.handover.kinds import HANDOVER
from dispatch.handover.services.handover import handover_match, sheet_orders
from dispatch.runs.deadlines import DRIVERS_FIRST
from dispatch.runs.lifecycle import RunState
from dispatch.runs.selectors.runs import matched_orders
from driver import forms, selectors
from driver.services.signing import sheet_sign_mine
from orders.exceptions.selectors.standard import clause_choices
from people.access import Request, needs
from sheets import inbox
from sheets.lifecycle import SheetState
from sheets.selectors import columns_shown, lines_shown
from sheets.signing import image_from


@needs(DRIVER_USE)
@require_GET
def home(request: Request) -> HttpResponse:
    """The phone's address: on to today's run."""
    return redirect("driver-run")


@needs(DRIVER_USE)
@require_GET
def run_page(request: Request) -> HttpResponse:
    """Today's run: the next stop large, the rest below, what is done folded away."""
    run = selectors.run_now(request.user)
    cards = selectors.cards_of(run)
    nearest = selectors.next_card(cards)
    out = run and run.status == RunState.DEPARTED
    context: dict[str, Any] = {
        "run": run,
        "cards": cards,
        "next": nearest,
        "open_count": sum(card.open for card in cards),
        "later": [card for card in cards if card.open and not (out and card is nearest)],
        "barred": [card for card in cards if card.barred],
        "done": [card for card in cards if not (card.open or card.barred)],
        "to_sign": selectors.sheets_to_sign(request.user),
    }
    return _page(request, "driver/run.html", **context)


@needs(DRIVER_USE)
@require_GET
def handover_page(request: Request) -> HttpResponse:
    """The lines of the goods handover sheet, to be found one by one."""
    run = selectors.run_now(request.user)
    row = selectors.handover_row(run)
    found = matched_orders(run) if run and row else set()
    cards = {card.order.pk: card for card in selectors.cards_of(run)}
    lines = [{"card": cards[pk], "found": pk in found} for pk in sheet_orders(row.sheet) if pk in cards] if row else []
    context: dict[str, Any] = {"run": run, "row": row, "lines": lines, "left": sum(not line["found"] for line in lines)}
    signed = row and any(signature.side == "driver" for signature in row.sheet.signatures.all())
    return _page(request, "driver/handover.html", signed=signed, **context)


@needs(DRIVER_USE)
@require_POST
def handover_found(request: Request) -> HttpResponse:
    """These goods are on my pallet."""
    run = selectors.run_now(request.user)
    if run is None:
        raise Missing("run", _("This run is not there, or not yours."))
    row = selectors.handover_row(run)
    everything = sheet_orders(row.sheet) if row else []
    orders = everything if request.POST.get("all") else ids_of(request.POST.getlist("order"))
    if row and not orders:
        messages.warning(request, _("Tick what you have found on your pallet."))
        return redirect("driver-handover")
    left = handover_match(run=run, orders=orders, driver=request.user)
    if not left:
        messages.success(request, _("Every line is found. Sign the sheet."))
    return redirect("driver-handover")


@needs(DRIVER_USE)
@require_GET
def calls_page(request: Request) -> HttpResponse:
    """The customers that I book myself: my first three."""
    run = selectors.run_now(request.user)
    cards = selectors.calls_mine(selectors.cards_of(run))
    until = DRIVERS_FIRST.at(run.business_date) if run else None
    late = until is not None and clock.now() > until and any(card.unbooked for card in cards)
    return _page(request, "driver/calls.html", run=run, cards=cards, until=until, late=late)


@needs(DRIVER_USE)
@require_http_methods(["GET", "POST"])
def call_page(request: Request, pk: int) -> HttpResponse:
    """Phone the customer and write down what was said."""
    card = selectors.card_of(request.user, pk)
    found = windows_of(card.stop.run.business_date, card.order.client.window_hours)
    windows = [window for window in found if not window.is_over]
    if request.method == "GET":
        return _page(request, "driver/call.html", card=card, windows=windows)
    try:
        values = forms.call_values(request.POST, card.stop.run.business_date)
        call_log(order=card.order, caller=request.user, **values)
    except Refusal as refused:
        return _refused(request, refused, "driver/call.html", card=card, windows=windows)
    messages.success(request, _("The call is noted."))
    return redirect("driver-stop", pk) if values["result"] == CallResult.EXACT else redirect("driver-calls")


@needs(DRIVER_USE)
@require_GET
def stop_page(request: Request, pk: int) -> HttpResponse:
    """One stop: where, who, what, how much; the amount is shown, never asked for (INV-26)."""
    return _page(request, "driver/stop.html", card=selectors.card_of(request.user, pk))


@needs(DRIVER_USE)
@require_GET
def stop_payment(request: Request, pk: int) -> HttpResponse:
    """The payment state, for the page that waits for the terminal."""
    return JsonResponse({"state": selectors.card_of(request.user, pk).order.payment_state})


@needs(DRIVER_USE)
@require_POST
def cash_page(request: Request, pk: int) -> HttpResponse:
    """I took the amount in cash; my own card is swiped next."""
    card = selectors.card_of(request.user, pk)
    cash_taken(order=card.order, driver=card.stop.run.driver)
    messages.success(request, _("Cash taken. Now swipe your own card for the same amount."))
    return redirect("driver-stop", pk)


@needs(DRIVER_USE)
@require_http_methods(["GET", "POST"])
def deliver_page(request: Request, pk: int) -> HttpResponse:
    """The customer signs, on the screen or on paper; only after the slip (INV-28)."""
    card = selectors.card_of(request.user, pk)
    paper = (request.POST if request.method == "POST" else request.GET).get("method") == "paper"
    if request.method == "GET":
        return _page(request, "driver/deliver.html", card=card, paper=paper)
    name = request.POST.get("signer_name", "")
    try:
        image = image_from(request, request.POST)
        method = "paper" if paper else "drawn"
        stop_close_delivered(stop=card.stop, driver=request.user, signer_name=name, image=image, method=method)
    except Refusal as refused:
        return _refused(request, refused, "driver/deliver.html", card=card, paper=paper, signer_name=name)
    messages.success(request, _("Order %(order)s is delivered.") % {"order": card.order.order_no})
    return redirect("driver-run")


@needs(DRIVER_USE)
@require_http_methods(["GET", "POST"])
def refuse_page(request: Request, pk: int) -> HttpResponse:
    """The customer does not take the goods: a reason, a few words, a photo where it is needed."""
    card = selectors.card_of(request.user, pk)
    context: JsonObject = {
        "card": card,
        "reasons": selectors.reasons(),
        "clauses": clause_choices("door"),
    }
    if request.method == "GET":
        return _page(request, "driver/refuse.html", **context)
    said: JsonObject = {name: request.POST.get(name, "") for name in ("reason", "note", "clause")}
    try:
        photo = forms.photo_of(request)
        stop_close_refused(stop=card.stop, driver=request.user, photo=photo, **said)
    except Refusal as refused:
        return _refused(request, refused, "driver/refuse.html", **context, **said)
    messages.success(request, _("Order %(order)s is noted as refused. Bring it back.") % {"order": card.order.order_no})
    return redirect("driver-run")


@needs(DRIVER_USE)
@require_GET
def me_page(request: Request) -> HttpResponse:
    """What I hold, what I took, what waits for my signature."""
    driver = selectors.driver_behind(request.user)
    run = selectors.run_now(request.user)
    context: dict[str, Any] = {
        "driver": driver,
        "run": run,
        "hand": selectors.in_my_hand(driver) if driver else None,
        "figures": figures_of(run) if run else None,
        "to_sign": selectors.sheets_to_sign(request.user),
    }
    return _page(request, "driver/me.html", **context)


@needs(DRIVER_USE)
@require_http_methods(["GET", "POST"])
def sheet_page(request: Request, pk: int) -> HttpResponse:
    """One of my sheets as it is signed; my side by my own session."""
    sheet = selectors.sheet_of(request.user, pk)
    if request.method == "POST":
        complete = sheet_sign_mine(sheet=sheet, signer=request.user, shown_hash=request.POST.get("shown_hash", ""))
        done = _("Signed. Sheet %(number)s is complete.") if complete else _("Signed. The other side signs next.")
        messages.success(request, done % {"number": sheet.number} if complete else done)
        return redirect("driver-run" if sheet.kind == HANDOVER else "driver-me")
    titles = [title for title, *_rest in columns_shown(sheet)]
    lines = [[pair for pair in zip(titles, cells, strict=False) if pair[1]] for cells in lines_shown(sheet)]
    mine = any(signature.side == "driver" for signature in sheet.signatures.all())
    return _page(
        request, "driver/sheet.html", sheet=sheet, lines=lines, open=sheet.status == SheetState.ISSUED and not mine
    )


@needs(DRIVER_USE)
@require_POST
def notices_read(request: Request) -> HttpResponse:
    """I have seen it."""
    inbox.notes_read(user=request.user)
    return redirect("driver-run")


def _page(request: Request, template: str, status: int = 200, **context: Any) -> HttpResponse:
    notices = selectors.notices_of(request.user)
    inbox.notes_delivered(user=request.user, notes=[note for note, _text in notices])
    return render(request, template, {"notices": notices, **context}, status=status)


def _refused(request: Request, refused: Refusal, template: str, **context: Any) -> HttpResponse:
    """The form again with the message on its card, and what was typed kept; not for what is not there."""
    if isinstance(refused, Missing):
        raise refused
    return _page(request, template, status=refused.status, refusal=str(refused), **context)
