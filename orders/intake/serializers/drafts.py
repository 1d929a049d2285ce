"""A file between upload and import, over the API."""

from typing import NotRequired, TypedDict

from django.db.models import QuerySet
from rest_framework import serializers

from core.serializers import Shape
from core.types import JsonObject
from orders.intake.lifecycle import DraftState, RowResult
from orders.intake.models import DraftRow, ImportDraft
from orders.intake.selectors import drafts as reads
from orders.intake.serializers.imports import ProblemOut
from orders.register.inputs import ClientField

ROWS = 500
CHOICES = ["take", "leave"]


class DraftIn(serializers.Serializer):
    """The workbook, its business date, and the client's code when there are several."""

    file = serializers.FileField()
    business_date = serializers.DateField()
    client = ClientField()


class MendIn(serializers.Serializer):
    """New text for cells of one row: {field: text}."""

    row = serializers.IntegerField(min_value=1)
    values = serializers.DictField(child=serializers.CharField(allow_blank=True), allow_empty=False)


class TitlesIn(serializers.Serializer):
    """What unknown titles mean: {title: field}."""

    columns = serializers.DictField(child=serializers.CharField(), allow_empty=False)


class ChoicesIn(serializers.Serializer):
    """For changed orders, "take" or "leave" by order key; what is not named is taken."""

    choices = serializers.DictField(child=serializers.ChoiceField(CHOICES), required=False, default=dict)


class DraftBriefOut(Shape):
    """Where one file stands: `progress` in percent, `message` when it failed, `import` the batch once it is done."""

    id = serializers.IntegerField()
    name = serializers.CharField()
    business_date = serializers.DateField()
    client = serializers.CharField(source="client.code")
    state = serializers.ChoiceField(list(DraftState))
    progress = serializers.IntegerField()
    counts = serializers.DictField(child=serializers.IntegerField())
    message = serializers.CharField()
    import_ = serializers.IntegerField(source="batch_id", allow_null=True)
    uploaded_at = serializers.DateTimeField(source="made_at")
    ended_at = serializers.DateTimeField(allow_null=True)
    dismissed_at = serializers.DateTimeField(allow_null=True)


class ChangeLineOut(serializers.Serializer):
    """What the order has in a column, and what the file says."""

    column = serializers.CharField()
    held = serializers.CharField()
    value = serializers.CharField()


class ChangeOut(serializers.Serializer):
    """An order that is here and differs from the file; a planned one is not changed."""

    key = serializers.CharField()
    order = serializers.CharField()
    planned = serializers.BooleanField()
    choice = serializers.ChoiceField(CHOICES)
    lines = ChangeLineOut(many=True)


class DraftProblemOut(ProblemOut):
    """The same with what a program needs to mend it."""

    field = serializers.CharField()
    params = serializers.DictField()


class FaultyRowOut(serializers.Serializer):
    """A row that a person has to look at; whoever imports sees the values of its cells."""

    row = serializers.IntegerField(source="row_no")
    result = serializers.ChoiceField(list(RowResult))
    key = serializers.CharField()
    problems = DraftProblemOut(many=True)


class DraftMoreOut(Shape):
    """What a person has to look at; no titles once it is imported."""

    unknown_titles = serializers.ListField(child=serializers.CharField(), required=False)
    missing_titles = serializers.ListField(child=serializers.CharField(), required=False)
    changes = ChangeOut(many=True)
    faults = serializers.IntegerField()
    rows = FaultyRowOut(many=True, help_text="500 of the faults at most")


class DraftDetail(TypedDict):
    """A draft with what DraftMoreOut tells of it."""

    draft: ImportDraft
    changes: list[JsonObject]
    faults: int
    rows: QuerySet[DraftRow]
    unknown_titles: NotRequired[list[str]]
    missing_titles: NotRequired[list[str]]


class DraftOut(DraftBriefOut, DraftMoreOut):
    """The same with what a person has to look at; no titles once it is imported."""

    def to_representation(self, detail: DraftDetail) -> JsonObject:
        return {**DraftBriefOut(detail["draft"]).data, **DraftMoreOut(detail).data}


def draft_detail(draft: ImportDraft) -> DraftDetail:
    """The draft with what DraftOut tells of it."""
    faults = reads.draft_faults(draft)
    detail = DraftDetail(draft=draft, changes=reads.draft_changes(draft), faults=faults.count(), rows=faults[:ROWS])
    if draft.state != DraftState.DONE:
        detail |= {"unknown_titles": reads.unknown_titles(draft), "missing_titles": reads.missing_titles(draft)}
    return detail
