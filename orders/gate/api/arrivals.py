"""Arrival and acceptance over the API."""

from typing import Any

from rest_framework.request import Request

from core.contract import operation
from core.serializers import DayIn, MadeOut, listed
from orders.gate.models import Arrival, SurplusItem
from orders.gate.selectors import arrival as reads
from orders.gate.serializers import arrival as shapes
from orders.gate.services import arrival as services
from orders.gate.services.photos import line_photo_add
from orders.gate.services.surplus import surplus_add
from orders.register.web import signing_of
from people.access import by_method, needs
from people.selectors import home_platform
from sheets.models import Attachment
from sheets.serializers import SignedOut
from sheets.signing import image_bytes


@needs("acceptance.read", "acceptance.do")
@operation("GET", takes=DayIn, gives=listed(shapes.ArrivalOut))
def arrival_list(request: Request, asked: dict[str, Any]) -> dict[str, Any]:
    """The newest arrivals; at most 200."""
    return {"results": reads.arrivals_for(request.user).filter(**asked)[:200]}


@needs("acceptance.do")
@operation("POST", takes=shapes.ArrivalIn, gives=MadeOut, status=201)
def arrival_register(request: Request, data: dict[str, Any]) -> Arrival:
    """Register the client's truck."""
    return services.arrival_register(platform=home_platform(request.user), actor=request.user, **data)


arrivals = by_method(arrival_list, arrival_register)


@needs("acceptance.read", "acceptance.do")
@operation("GET", gives=shapes.ArrivalDetailOut)
def detail(request: Request, pk: int) -> Arrival:
    """Head, progress and lines of one arrival."""
    arrival = reads.arrival_for(request.user, pk)
    arrival.lines_shown = reads.lines_of(arrival)
    return arrival


@needs("acceptance.do")
@operation("POST")
def unloaded(request: Request, pk: int) -> None:
    """Note the end of unloading."""
    services.arrival_unloaded(arrival=reads.arrival_for(request.user, pk), actor=request.user)


@needs("acceptance.do")
@operation("POST", takes=shapes.CheckIn, gives=shapes.CheckedOut)
def check(request: Request, data: dict[str, Any], pk: int) -> dict[str, Any]:
    """Record findings, and with rest=accepted the rest as listed."""
    return services.arrival_check(arrival=reads.arrival_for(request.user, pk), actor=request.user, **data)


@needs("acceptance.do")
@operation("POST", takes=shapes.PhotoIn, gives=shapes.PhotoOut, status=201)
def photo(request: Request, data: dict[str, Any], pk: int, item: int) -> Attachment:
    """Keep a photo of a checked item."""
    arrival = reads.arrival_for(request.user, pk)
    content = image_bytes(data["image"])
    return line_photo_add(arrival=arrival, item=item, content=content, name="photo", actor=request.user)


@needs("acceptance.do")
@operation("POST", takes=shapes.SurplusIn, gives=shapes.SurplusOut, status=201)
def surplus(request: Request, data: dict[str, Any], pk: int) -> SurplusItem:
    """Write down goods that stand in no batch."""
    arrival, image = reads.arrival_for(request.user, pk), data.pop("image")
    picture = (image_bytes(image), "photo") if image else None
    return surplus_add(arrival=arrival, actor=request.user, photo=picture, **data)


@needs("acceptance.do")
@operation("POST", gives=shapes.IssuedOut)
def issue(request: Request, pk: int) -> dict[str, Any]:
    """Issue the acceptance receipt (DOC-04), or a new version when something changed since."""
    return {"sheet": services.arrival_issue(arrival=reads.arrival_for(request.user, pk), actor=request.user)}


@needs("acceptance.sign")
@operation("POST", takes=shapes.ArrivalSignIn, gives=SignedOut)
def sign(request: Request, data: dict[str, Any], pk: int) -> dict[str, Any]:
    """One side signs."""
    who = signing_of(request, data, data["image"])
    arrival = reads.arrival_for(request.user, pk)
    complete = services.arrival_sign(
        arrival=arrival, side=data["side"], actor=request.user, shown=data["shown_hash"], **who
    )
    return {"complete": complete}
