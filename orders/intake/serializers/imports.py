"""The import over the API."""

from rest_framework import serializers

from core.types import JsonObject
from orders.intake.orderfile.problems import Problem
from orders.register.inputs import ClientField


class ImportIn(serializers.Serializer):
    """The workbook, its business date, and the client's code when there are several.

    `apply_changes`: update orders that are not planned yet where the file differs; else they are only reported.
    """

    file = serializers.FileField()
    business_date = serializers.DateField()
    client = ClientField()
    apply_changes = serializers.BooleanField(required=False, default=False)


class ProblemOut(serializers.Serializer):
    """What is wrong with one cell: `row` and `letter` as the spreadsheet shows them, `column` by its usual title."""

    row = serializers.IntegerField()
    column = serializers.CharField()
    letter = serializers.CharField()
    value = serializers.CharField()
    code = serializers.CharField()
    message = serializers.CharField()
    suggestion = serializers.CharField()


class ReportedProblemOut(ProblemOut):
    """The same as an import reports it: without the values of personal columns."""

    # With personal values where the context says `personal`: for the command, never for the API.
    def to_representation(self, problem: Problem) -> JsonObject:
        return super().to_representation(problem.answer(personal=self.context.get("personal", False)))


class ReportOut(serializers.Serializer):
    """One import: its rows by what became of them, and every problem.

    `asked` are those rows of out_of_area that wait for a person to pick the zone (SLA-24).
    """

    id = serializers.IntegerField()
    business_date = serializers.DateField()
    rows = serializers.IntegerField()
    created = serializers.IntegerField()
    changed = serializers.IntegerField()
    unchanged = serializers.IntegerField()
    duplicate = serializers.IntegerField()
    conflict = serializers.IntegerField()
    rejected = serializers.IntegerField()
    out_of_area = serializers.IntegerField()
    orders_created = serializers.IntegerField()
    asked = serializers.IntegerField()
    problems = ReportedProblemOut(many=True)
