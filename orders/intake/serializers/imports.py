"""The import over the API."""

from rest_framework import serializers

from orders.intake.services.rows import RESULTS


class ImportIn(serializers.Serializer):
    """multipart: the workbook, its business date, and the client's code when there are several.

    `apply_changes`: update orders that are not planned yet where the file differs; else they are only reported.
    """

    file = serializers.FileField()
    business_date = serializers.DateField()
    client = serializers.CharField(required=False, default="")
    apply_changes = serializers.BooleanField(required=False, default=False)


def report_json(batch, *, personal=False):
    """{id, rows, created, changed, unchanged, duplicate, conflict, rejected, out_of_area, orders_created, asked,
    problems}.

    `asked` are those rows of out_of_area that wait for a person to pick the zone (SLA-24). `batch.problems` are Problem
    objects; values of personal columns are left out unless `personal`.
    """
    counts = {name: getattr(batch, name) for name in ("rows", *RESULTS, "orders_created", "asked")}
    problems = [problem.answer(personal=personal) for problem in batch.problems]
    return {"id": batch.pk, "business_date": batch.business_date.isoformat()} | counts | {"problems": problems}
