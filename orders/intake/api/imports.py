"""Import batches over the API."""

from drf_spectacular.utils import extend_schema
from rest_framework.decorators import api_view
from rest_framework.response import Response

from orders.intake.orderfile import upload_bytes
from orders.intake.selectors.imports import batch_get, batch_problems, client_of_code, hub_of_code
from orders.intake.serializers.imports import ImportIn, report_json
from orders.intake.services.imports import everything, nothing, order_import
from people.access import needs


@extend_schema(request={"multipart/form-data": ImportIn}, responses={201: dict})
@needs("orders.import")
@api_view(["POST"])
def import_create(request):
    """Import one order workbook for one business date; the answer reports every row (DOC-02).

    Orders that are here and differ are updated with `apply_changes`, else reported as changed and left.
    """
    form = ImportIn(data=request.data)
    form.is_valid(raise_exception=True)
    upload = form.validated_data["file"]
    batch = order_import(
        content=upload_bytes(upload),
        filename=upload.name,
        business_date=form.validated_data["business_date"],
        client=client_of_code(form.validated_data["client"]),
        platform=hub_of_code(),
        actor=request.user,
        take=everything if form.validated_data["apply_changes"] else nothing,
    )
    return Response(report_json(batch), status=201)


@needs("orders.import.read")
@api_view(["GET"])
def import_detail(request, pk):
    """One import batch with every problem that its report kept."""
    batch = batch_get(pk)
    batch.problems = batch_problems(batch)
    return Response(report_json(batch))
