"""The API of the evening: match, hand in, accept."""

from rest_framework.decorators import api_view
from rest_framework.response import Response

from core.inputs import parsed
from dispatch.runs.selectors.runs import run_of
from people.access import needs
from returns.evening import selectors
from returns.evening import serializers as shapes
from returns.evening.services.hand_in import papers_sign, return_differ, return_sign
from returns.evening.services.matching import document_match
from sheets.signing import signer_from


@needs("papers.read", "returns.read", "driver.use")
@api_view(["GET"])
def evening(request, run_id):
    """A run's evening: what the system says of each order, its items and its papers; the sheets once matched."""
    run = run_of(request.user, run_id)
    return Response(shapes.evening_row(run, selectors.evening_of(run), selectors.evening_lines(run)))


@needs("papers.match")
@api_view(["POST"])
def evening_match(request, run_id):
    """Decide each order by what is there; issues the papers sheet and the return sheet."""
    data = parsed(shapes.MatchSerializer, request.data)
    run = run_of(request.user, run_id)
    done = document_match(run=run, actor=request.user, **data)
    return Response(shapes.matched_row(done, selectors.evening_lines(run)), status=201)


@needs("returns.sign")
@api_view(["POST"])
def evening_papers_sign(request, run_id):
    """Driver or document administrator signs the papers sheet."""
    return _sign(request, run_id, papers_sign)


@needs("returns.sign", "returns.accept")
@api_view(["POST"])
def evening_return_sign(request, run_id):
    """Driver, document administrator, then keeper sign the return sheet."""
    return _sign(request, run_id, return_sign)


@needs("returns.accept")
@api_view(["POST"])
def evening_return_differ(request, run_id):
    """The keeper counts otherwise."""
    data = parsed(shapes.DifferSerializer, request.data)
    cases = return_differ(run=run_of(request.user, run_id), actor=request.user, **data)
    return Response({"exceptions": [case.pk for case in cases]}, status=201)


def _sign(request, run_id, service):
    data = parsed(shapes.SignSerializer, request.data)
    run = run_of(request.user, run_id)
    signer, method = signer_from(request, data)
    complete = service(run=run, side=data["side"], signer=signer, method=method, shown_hash=data["shown_hash"])
    return Response({"complete": complete})
