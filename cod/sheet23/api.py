"""COD handover sheets for programs."""

from cod.pos import selectors as pos_selectors
from cod.sheet23 import selectors
from cod.sheet23.rights import COD_SHEET_READ, COD_SHEET_SIGN
from cod.sheet23.serializers import CodSheetOut, CodSheetsIn
from cod.sheet23.services import handover_sheet_sign
from core.contract import operation
from core.serializers import counted
from core.types import JsonObject
from people.access import ApiRequest, needs
from sheets.serializers import SignedOut, SignIn
from sheets.signing import signature_from


@needs(COD_SHEET_READ)
@operation("GET", takes=CodSheetsIn, gives=counted(CodSheetOut))
def sheet_list(request: ApiRequest, asked: JsonObject) -> JsonObject:
    """The COD handover sheets of a day, with the lines that their papers say."""
    rows = list(selectors.cod_sheets_for(request.user).defer(None).filter(**asked))
    return {"count": len(rows), "results": rows}


@needs(COD_SHEET_SIGN)
@operation("POST", takes=SignIn, gives=SignedOut)
def sheet_sign(request: ApiRequest, data: JsonObject, pk: int) -> JsonObject:
    """Cashier or finance signs."""
    sheet = pos_selectors.one(selectors.cod_sheets_for(request.user), pk=pk)
    return {"complete": handover_sheet_sign(sheet=sheet, **signature_from(request, data))}
