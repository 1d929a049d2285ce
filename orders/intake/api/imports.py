"""Import batches over the API."""

from core.contract import operation
from core.types import JsonObject
from orders.intake.models import ImportBatch
from orders.intake.orderfile import upload_bytes
from orders.intake.rights import ORDERS_IMPORT, ORDERS_IMPORT_READ
from orders.intake.selectors.imports import batch_get, hub_of_code
from orders.intake.serializers.imports import ImportIn, ReportOut
from orders.intake.services.imports import everything, nothing, order_import
from people.access import ApiRequest, needs


@needs(ORDERS_IMPORT)
@operation("POST", takes=ImportIn, gives=ReportOut, status=201)
def import_create(request: ApiRequest, data: JsonObject) -> ImportBatch:
    """Import one order workbook for one business date; the answer reports every row (DOC-02).

    Orders that are here and differ are updated with `apply_changes`, else reported as changed and left.
    """
    upload = data["file"]
    return order_import(
        content=upload_bytes(upload),
        filename=upload.name,
        business_date=data["business_date"],
        client=data["client"],
        platform=hub_of_code(),
        actor=request.user,
        take=everything if data["apply_changes"] else nothing,
    )


@needs(ORDERS_IMPORT_READ)
@operation("GET", gives=ReportOut)
def import_detail(request: ApiRequest, pk: int) -> ImportBatch:
    """One import batch with every problem that its report kept."""
    return batch_get(pk)
