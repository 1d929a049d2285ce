"""The API of the evening: match, hand in, accept."""

from core.contract import operation
from core.types import JsonObject
from dispatch.fleet.rights import DRIVER_USE
from dispatch.runs.selectors.runs import run_of
from people.access import ApiRequest, needs
from returns.evening import selectors
from returns.evening import serializers as shapes
from returns.evening.rights import PAPERS_MATCH, PAPERS_READ, RETURNS_ACCEPT, RETURNS_READ, RETURNS_SIGN
from returns.evening.services.hand_in import papers_sign, return_differ, return_sign
from returns.evening.services.matching import document_match
from sheets.serializers import SignedOut
from sheets.signing import signature_from


@needs(PAPERS_READ, RETURNS_READ, DRIVER_USE)
@operation("GET", gives=shapes.EveningOut)
def evening(request: ApiRequest, run_id: int) -> JsonObject:
    """A run's evening: what the system says of each order, its items and its papers; the sheets once matched."""
    run = run_of(request.user, run_id)
    return {"run": run, "evening": selectors.evening_of(run), "lines": selectors.evening_lines(run)}


@needs(PAPERS_MATCH)
@operation("POST", takes=shapes.EveningMatchIn, gives=shapes.MatchedOut, status=201)
def evening_match(request: ApiRequest, data: JsonObject, run_id: int) -> JsonObject:
    """Decide each order by what is there; issues the papers sheet and the return sheet."""
    run = run_of(request.user, run_id)
    done = document_match(run=run, actor=request.user, **data)
    return {"evening": done, "lines": selectors.evening_lines(run)}


@needs(RETURNS_SIGN)
@operation("POST", takes=shapes.EveningSignIn, gives=SignedOut)
def evening_papers_sign(request: ApiRequest, data: JsonObject, run_id: int) -> JsonObject:
    """Driver or document administrator signs the papers sheet."""
    return {"complete": papers_sign(run=run_of(request.user, run_id), **signature_from(request, data))}


@needs(RETURNS_SIGN, RETURNS_ACCEPT)
@operation("POST", takes=shapes.EveningSignIn, gives=SignedOut)
def evening_return_sign(request: ApiRequest, data: JsonObject, run_id: int) -> JsonObject:
    """Driver, document administrator, then keeper sign the return sheet."""
    return {"complete": return_sign(run=run_of(request.user, run_id), **signature_from(request, data))}


@needs(RETURNS_ACCEPT)
@operation("POST", takes=shapes.DifferIn, gives=shapes.DifferencesOut, status=201)
def evening_return_differ(request: ApiRequest, data: JsonObject, run_id: int) -> JsonObject:
    """The keeper counts otherwise."""
    cases = return_differ(run=run_of(request.user, run_id), actor=request.user, **data)
    return {"exceptions": [case.pk for case in cases]}
