"""Drivers' totals for programs."""

from rest_framework.decorators import api_view
from rest_framework.response import Response

from cod.pos import selectors
from cod.pos.serializers import SignIn, sheet_json
from cod.totals.selectors import totals as selectors_totals
from cod.totals.serializers import RunIn
from cod.totals.services.totals import driver_total_make, driver_total_sign
from core.inputs import parsed
from people.access import needs
from sheets.signing import signer_from


@needs("driver_total.make")
@api_view(["POST"])
def total_create(request):
    """{run} -> {id, sheet, total_fen, delivered, billable}."""
    run = selectors.one(selectors.runs_for(request.user), pk=parsed(RunIn, request.data)["run"])
    total = driver_total_make(run=run, actor=request.user)
    figures = {"total_fen": total.total_fen, "delivered": total.delivered, "billable": total.billable}
    return Response({"id": total.pk, "sheet": sheet_json(total.sheet), **figures}, status=201)


@needs("driver_total.sign")
@api_view(["POST"])
def total_sign(request, pk):
    """{side, shown_hash, username?, pin?} -> {complete}."""
    data = parsed(SignIn, request.data)
    total = selectors.one(selectors_totals.driver_totals_for(request.user), pk=pk)
    signer, method = signer_from(request, data)
    shown = data["shown_hash"]
    complete = driver_total_sign(total=total, side=data["side"], signer=signer, method=method, shown_hash=shown)
    return Response({"complete": complete})
