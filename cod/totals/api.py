"""Drivers' totals for programs."""

from cod.pos import selectors
from cod.totals.models import DriverTotal
from cod.totals.rights import DRIVER_TOTAL_MAKE, DRIVER_TOTAL_SIGN
from cod.totals.selectors import totals as selectors_totals
from cod.totals.serializers import DriverTotalOut, RunIn
from cod.totals.services.totals import driver_total_make, driver_total_sign
from core.contract import operation
from core.types import JsonObject
from people.access import ApiRequest, needs
from sheets.serializers import SignedOut, SignIn
from sheets.signing import signature_from


@needs(DRIVER_TOTAL_MAKE)
@operation("POST", takes=RunIn, gives=DriverTotalOut, status=201)
def total_create(request: ApiRequest, data: JsonObject) -> DriverTotal:
    """Make the total of a run's day."""
    return driver_total_make(run=selectors.one(selectors.runs_for(request.user), pk=data["run"]), actor=request.user)


@needs(DRIVER_TOTAL_SIGN)
@operation("POST", takes=SignIn, gives=SignedOut)
def total_sign(request: ApiRequest, data: JsonObject, pk: int) -> JsonObject:
    """Driver or cashier signs the total."""
    total = selectors.one(selectors_totals.driver_totals_for(request.user), pk=pk)
    return {"complete": driver_total_sign(total=total, **signature_from(request, data))}
