"""23:00 sheets for programs."""

from typing import Any

from rest_framework.request import Request

from cod.pos import selectors as pos_selectors
from cod.sheet23 import selectors
from cod.sheet23.serializers import CodSheetOut, CodSheetsIn
from cod.sheet23.services import handover_sheet_sign
from core.contract import operation
from core.serializers import counted
from people.access import needs
from sheets.serializers import SignedOut, SignIn
from sheets.signing import signature_from


@needs("cod_sheet.read")
@operation("GET", takes=CodSheetsIn, gives=counted(CodSheetOut))
def sheet_list(request: Request, asked: dict[str, Any]) -> dict[str, Any]:
    """The 23:00 sheets of a day."""
    rows = list(selectors.cod_sheets_for(request.user).filter(**asked))
    return {"count": len(rows), "results": rows}


@needs("cod_sheet.sign")
@operation("POST", takes=SignIn, gives=SignedOut)
def sheet_sign(request: Request, data: dict[str, Any], pk: int) -> dict[str, Any]:
    """Cashier or finance signs."""
    sheet = pos_selectors.one(selectors.cod_sheets_for(request.user), pk=pk)
    return {"complete": handover_sheet_sign(sheet=sheet, **signature_from(request, data))}
