"""Drivers' totals for programs."""

from typing import Any

from rest_framework.request import Request

from cod.pos import selectors
from cod.totals.models import DriverTotal
from cod.totals.selectors import totals as selectors_totals
from cod.totals.serializers import DriverTotalOut, RunIn
from cod.totals.services.totals import driver_total_make, driver_total_sign
from core.contract import operation
from people.access import needs
from sheets.serializers import SignedOut, SignIn
from sheets.signing import signature_from


@needs("driver_total.make")
@operation("POST", takes=RunIn, gives=DriverTotalOut, status=201)
def total_create(request: Request, data: dict[str, Any]) -> DriverTotal:
    """Make the total of a run's day."""
    return driver_total_make(run=selectors.one(selectors.runs_for(request.user), pk=data["run"]), actor=request.user)


@needs("driver_total.sign")
@operation("POST", takes=SignIn, gives=SignedOut)
def total_sign(request: Request, data: dict[str, Any], pk: int) -> dict[str, Any]:
    """Driver or cashier signs the total."""
    total = selectors.one(selectors_totals.driver_totals_for(request.user), pk=pk)
    return {"complete": driver_total_sign(total=total, **signature_from(request, data))}
