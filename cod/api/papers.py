"""Driver totals and 23:00 sheets."""

from rest_framework.decorators import api_view
from rest_framework.response import Response

from cod import selectors
from cod.forms import date_of
from cod.serializers import RunIn, SignIn, parsed, sheet_json
from cod.services.driver_totals import driver_total_make, driver_total_sign
from cod.services.handover_sheet import handover_sheet_sign
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
    total = selectors.one(selectors.driver_totals_for(request.user), pk=pk)
    signer, method = signer_from(request, data)
    shown = data["shown_hash"]
    complete = driver_total_sign(total=total, side=data["side"], signer=signer, method=method, shown_hash=shown)
    return Response({"complete": complete})


@needs("cod_sheet.read")
@api_view(["GET"])
def sheet_list(request):
    """?business_date= -> the 23:00 sheets of the day."""
    rows = selectors.cod_sheets_for(request.user).filter(business_date=date_of(request.GET.get("business_date")))
    results = [_sheet_json(row) for row in rows]
    return Response({"count": len(results), "results": results})


@needs("cod_sheet.sign")
@api_view(["POST"])
def sheet_sign(request, pk):
    """{side, shown_hash, username?, pin?} -> {complete}."""
    data = parsed(SignIn, request.data)
    sheet = selectors.one(selectors.cod_sheets_for(request.user), pk=pk)
    signer, method = signer_from(request, data)
    shown = data["shown_hash"]
    complete = handover_sheet_sign(sheet=sheet, side=data["side"], signer=signer, method=method, shown_hash=shown)
    return Response({"complete": complete})


def _sheet_json(row):
    lines = row.sheet.content["lines"]
    return {
        "id": row.pk,
        "platform": row.platform.code,
        "business_date": row.business_date,
        "total_fen": row.total_fen,
        "pending_fen": row.pending_fen,
        "lines": [line for line in lines if not line.get("pending")],
        "pending": [line for line in lines if line.get("pending")],
        "sheet": sheet_json(row.sheet),
    }
