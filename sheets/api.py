"""Any sheet as JSON."""

from django.utils.translation import gettext as _

from core.contract import operation
from core.errors import Missing
from people.access import ApiRequest, needs
from sheets import selectors
from sheets.models import Sheet
from sheets.serializers import SheetOut


@needs(*selectors.reading_rights())
@operation("GET", gives=SheetOut)
def sheet(request: ApiRequest, pk: int) -> Sheet:
    """One sheet: number, status, content, hash and signatures (without images)."""
    row = selectors.sheets_for(request.user).filter(pk=pk).first()
    if row is None:
        raise Missing("sheet", _("There is no such sheet, or it is not for you."))
    return row
