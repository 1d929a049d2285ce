"""Any sheet as JSON."""

from django.utils.translation import gettext as _
from rest_framework.decorators import api_view
from rest_framework.response import Response

from core.errors import Missing
from people.access import ApiRequest, needs
from sheets import selectors
from sheets.kinds import sheet_kinds

READERS = tuple(sorted({kind.right for kind in sheet_kinds}))


@needs(*READERS)
@api_view(["GET"])
def sheet(request: ApiRequest, pk: int) -> Response:
    """One sheet: number, status, content, hash and signatures (without images)."""
    row = selectors.sheets_for(request.user).filter(pk=pk).first()
    if row is None:
        raise Missing("sheet", _("There is no such sheet, or it is not for you."))
    signatures = [
        {"side": s.side, "user": s.user_id, "method": s.method, "signed_at": s.signed_at} for s in row.signatures.all()
    ]
    return Response(
        {
            "id": row.pk,
            "number": row.number,
            "kind": row.kind,
            "status": row.status,
            "version": row.version,
            "business_date": row.business_date,
            "content": row.content,
            "shown_hash": row.shown_hash,
            "signatures": signatures,
        }
    )
