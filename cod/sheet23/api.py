"""23:00 sheets for programs."""

from rest_framework.decorators import api_view
from rest_framework.response import Response

from cod.pos import selectors as pos_selectors
from cod.pos.forms import date_of
from cod.pos.serializers import SignIn, sheet_json
from cod.sheet23 import selectors
from cod.sheet23.services import handover_sheet_sign
from core.inputs import parsed
from people.access import needs
from sheets.signing import signer_from


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
    sheet = pos_selectors.one(selectors.cod_sheets_for(request.user), pk=pk)
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
