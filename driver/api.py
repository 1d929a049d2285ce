"""The API of the phone: the same services as the pages."""

from rest_framework.decorators import api_view
from rest_framework.response import Response

from cod.pos.services.cash import cash_taken
from core.inputs import parsed
from dispatch.calls.services.calls import call_log
from dispatch.doorstep.services import stop_close_delivered, stop_close_refused
from driver import selectors
from driver import serializers as shapes
from orders.register.lifecycle import PaymentState
from people.access import ApiRequest, needs
from sheets.signing import image_from


@needs("driver.use")
@api_view(["GET"])
def run(request: ApiRequest) -> Response:
    """My run of today with its stops; {"run": null, "stops": []} when there is none."""
    mine = selectors.run_now(request.user)
    cards = selectors.cards_of(mine)
    return Response({"run": shapes.run_row(mine) if mine else None, "stops": [shapes.card_row(c) for c in cards]})


@needs("driver.use")
@api_view(["GET"])
def stop(request: ApiRequest, pk: int) -> Response:
    """One stop of mine."""
    return Response(shapes.card_row(selectors.card_of(request.user, pk)))


@needs("driver.use")
@api_view(["POST"])
def deliver(request: ApiRequest, pk: int) -> Response:
    """The customer signed for the goods; refused while money is due (INV-28)."""
    card = selectors.card_of(request.user, pk)
    data = parsed(shapes.DeliverSerializer, request.data)
    image = image_from(request, request.data)
    receipt = stop_close_delivered(stop=card.stop, driver=request.user, image=image, **data)
    return Response({"receipt": receipt.number, "id": receipt.pk}, status=201)


@needs("driver.use")
@api_view(["POST"])
def refuse(request: ApiRequest, pk: int) -> Response:
    """The customer refused at the door."""
    card = selectors.card_of(request.user, pk)
    data = parsed(shapes.RefuseSerializer, request.data)
    photo = image_from(request, request.data, "photo") if _sent(request, "photo") else None
    case = stop_close_refused(stop=card.stop, driver=request.user, photo=photo, **data)
    return Response({"exception": case.pk, "number": case.number}, status=201)


@needs("driver.use")
@api_view(["POST"])
def call(request: ApiRequest, pk: int) -> Response:
    """I phoned the customer."""
    card = selectors.card_of(request.user, pk)
    data = parsed(shapes.CallSerializer, request.data)
    made = call_log(order=card.order, caller=request.user, **data)
    return Response({"id": made.pk, "result": made.result, "flagged": made.flagged}, status=201)


@needs("driver.use")
@api_view(["POST"])
def cash(request: ApiRequest, pk: int) -> Response:
    """I took the amount in cash; my own card is swiped next (FLW-L.4)."""
    card = selectors.card_of(request.user, pk)
    cash_taken(order=card.order, driver=card.stop.run.driver)
    return Response({"payment_state": PaymentState.CASH_HELD}, status=201)


def _sent(request: ApiRequest, field: str) -> bool:
    return bool(request.FILES.get(field) or request.data.get(field))
