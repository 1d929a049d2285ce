"""The API of the phone: the same services as the pages."""

from cod.pos.services.cash import cash_taken
from core.contract import operation
from core.types import JsonObject
from dispatch.calls.models import CallLog
from dispatch.calls.serializers import CallMadeOut, DriverCallIn
from dispatch.calls.services.calls import call_log
from dispatch.doorstep.services import stop_close_delivered, stop_close_refused
from dispatch.fleet.rights import DRIVER_USE
from driver import selectors
from driver import serializers as shapes
from orders.exceptions.models import ExceptionCase
from orders.register.lifecycle import PaymentState
from people.access import ApiRequest, needs
from sheets.models import Sheet
from sheets.signing import image_bytes


@needs(DRIVER_USE)
@operation("GET", gives=shapes.DayOut)
def run(request: ApiRequest) -> JsonObject:
    """My run of today with its stops."""
    mine = selectors.run_now(request.user)
    return {"run": mine, "stops": selectors.cards_of(mine)}


@needs(DRIVER_USE)
@operation("GET", gives=shapes.CardOut)
def stop(request: ApiRequest, pk: int) -> selectors.Card:
    """One stop of mine."""
    return selectors.card_of(request.user, pk)


@needs(DRIVER_USE)
@operation("POST", takes=shapes.DeliverIn, gives=shapes.ReceiptOut, status=201)
def deliver(request: ApiRequest, data: JsonObject, pk: int) -> Sheet:
    """The customer signed for the goods; refused while money is due (INV-28)."""
    card = selectors.card_of(request.user, pk)
    image = image_bytes(data.pop("image"))
    return stop_close_delivered(stop=card.stop, driver=request.user, image=image, **data)


@needs(DRIVER_USE)
@operation("POST", takes=shapes.RefuseIn, gives=shapes.RefusalCaseOut, status=201)
def refuse(request: ApiRequest, data: JsonObject, pk: int) -> ExceptionCase:
    """The customer refused at the door."""
    card, photo = selectors.card_of(request.user, pk), data.pop("photo")
    photo = image_bytes(photo) if photo else None
    return stop_close_refused(stop=card.stop, driver=request.user, photo=photo, **data)


@needs(DRIVER_USE)
@operation("POST", takes=DriverCallIn, gives=CallMadeOut, status=201)
def call(request: ApiRequest, data: JsonObject, pk: int) -> CallLog:
    """I phoned the customer."""
    return call_log(order=selectors.card_of(request.user, pk).order, caller=request.user, **data)


@needs(DRIVER_USE)
@operation("POST", gives=shapes.CashTakenOut, status=201)
def cash(request: ApiRequest, pk: int) -> JsonObject:
    """I took the amount in cash; my own card is swiped next (FLW-L.4)."""
    card = selectors.card_of(request.user, pk)
    cash_taken(order=card.order, driver=card.stop.run.driver)
    return {"payment_state": PaymentState.CASH_HELD}
