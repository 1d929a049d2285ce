"""Arrival and acceptance over the API."""

from django.db.models import QuerySet

from core.contract import operation
from core.inputs import DayQuery
from core.serializers import MadeOut
from core.types import JsonObject
from orders.gate.models import Arrival, SurplusItem
from orders.gate.rights import ACCEPTANCE_DO, ACCEPTANCE_READ, ACCEPTANCE_SIGN
from orders.gate.selectors import arrival as reads
from orders.gate.serializers import arrival as shapes
from orders.gate.services import arrival as services
from orders.gate.services.photos import line_photo_add
from orders.gate.services.surplus import surplus_add
from orders.register.web import signing_of
from people.access import ApiRequest, by_method, needs
from people.selectors import home_platform
from sheets.models import Attachment
from sheets.serializers import SignedOut
from sheets.signing import image_bytes


@needs(ACCEPTANCE_READ, ACCEPTANCE_DO)
@operation("GET", takes=DayQuery, gives=shapes.ArrivalOut, paged=True)
def arrival_list(request: ApiRequest, asked: JsonObject) -> QuerySet[Arrival]:
    """Arrivals, newest first."""
    return reads.arrivals_for(request.user).filter(**asked)


@needs(ACCEPTANCE_DO)
@operation("POST", takes=shapes.ArrivalIn, gives=MadeOut, status=201)
def arrival_register(request: ApiRequest, data: JsonObject) -> Arrival:
    """Register the client's truck."""
    return services.arrival_register(platform=home_platform(request.user), actor=request.user, **data)


arrivals = by_method(arrival_list, arrival_register)


@needs(ACCEPTANCE_READ, ACCEPTANCE_DO)
@operation("GET", gives=shapes.ArrivalDetailOut)
def detail(request: ApiRequest, pk: int) -> Arrival:
    """Head, progress and lines of one arrival."""
    arrival = reads.arrival_for(request.user, pk)
    arrival.lines_shown = reads.lines_of(arrival)
    return arrival


@needs(ACCEPTANCE_DO)
@operation("POST")
def unloaded(request: ApiRequest, pk: int) -> None:
    """Note the end of unloading."""
    services.arrival_unloaded(arrival=reads.arrival_for(request.user, pk), actor=request.user)


@needs(ACCEPTANCE_DO)
@operation("POST", takes=shapes.CheckIn, gives=shapes.CheckedOut)
def check(request: ApiRequest, data: JsonObject, pk: int) -> JsonObject:
    """Record findings, and with rest=accepted the rest as listed."""
    return services.arrival_check(arrival=reads.arrival_for(request.user, pk), actor=request.user, **data)


@needs(ACCEPTANCE_DO)
@operation("POST", takes=shapes.PhotoIn, gives=shapes.PhotoOut, status=201)
def photo(request: ApiRequest, data: JsonObject, pk: int, item: int) -> Attachment:
    """Keep a photo of a checked item."""
    arrival = reads.arrival_for(request.user, pk)
    content = image_bytes(data["image"])
    return line_photo_add(arrival=arrival, item=item, content=content, name="photo", actor=request.user)


@needs(ACCEPTANCE_DO)
@operation("POST", takes=shapes.SurplusIn, gives=shapes.SurplusOut, status=201)
def surplus(request: ApiRequest, data: JsonObject, pk: int) -> SurplusItem:
    """Write down goods that stand in no batch."""
    arrival, image = reads.arrival_for(request.user, pk), data.pop("image")
    picture = (image_bytes(image), "photo") if image else None
    return surplus_add(arrival=arrival, actor=request.user, photo=picture, **data)


@needs(ACCEPTANCE_DO)
@operation("POST", gives=shapes.IssuedOut)
def issue(request: ApiRequest, pk: int) -> JsonObject:
    """Issue the acceptance receipt (DOC-04), or a new version when something changed since."""
    return {"sheet": services.arrival_issue(arrival=reads.arrival_for(request.user, pk), actor=request.user)}


@needs(ACCEPTANCE_SIGN)
@operation("POST", takes=shapes.ArrivalSignIn, gives=SignedOut)
def sign(request: ApiRequest, data: JsonObject, pk: int) -> JsonObject:
    """One side signs."""
    who = signing_of(request, data, data["image"])
    arrival = reads.arrival_for(request.user, pk)
    complete = services.arrival_sign(
        arrival=arrival, side=data["side"], actor=request.user, shown=data["shown_hash"], **who
    )
    return {"complete": complete}
