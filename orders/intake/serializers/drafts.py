"""A file between upload and import, over the API."""

from rest_framework import serializers

from orders.intake.models import ImportDraft
from orders.intake.selectors import drafts as reads

ROWS = 500


class DraftIn(serializers.Serializer):
    """multipart: the workbook, its business date, and the client's code when there are several."""

    file = serializers.FileField()
    business_date = serializers.DateField()
    client = serializers.CharField(required=False, default="")


class MendIn(serializers.Serializer):
    """New text for cells of one row: {field: text}."""

    row = serializers.IntegerField(min_value=1)
    values = serializers.DictField(child=serializers.CharField(allow_blank=True), allow_empty=False)


class TitlesIn(serializers.Serializer):
    """What unknown titles mean: {title: field}."""

    columns = serializers.DictField(child=serializers.CharField(), allow_empty=False)


class ChoicesIn(serializers.Serializer):
    """For changed orders, "take" or "leave" by order key; what is not named is taken."""

    choices = serializers.DictField(child=serializers.ChoiceField(["take", "leave"]), required=False, default=dict)


def draft_brief(draft):
    """Where one file stands: `progress` in percent, `message` when it failed."""
    return {
        "id": draft.pk,
        "name": draft.name,
        "business_date": draft.business_date,
        "client": draft.client.code,
        "state": draft.state,
        "progress": draft.progress,
        "counts": draft.counts,
        "message": draft.message,
        "import": draft.batch_id,
        "uploaded_at": draft.made_at,
        "ended_at": draft.ended_at,
        "dismissed_at": draft.dismissed_at,
    }


def draft_full(draft):
    """The same with what a person has to look at; whoever imports sees the values of the cells to mend."""
    named = (
        {}
        if draft.state == ImportDraft.DONE
        else {
            "unknown_titles": reads.unknown_titles(draft),
            "missing_titles": reads.missing_titles(draft),
        }
    )
    faults = reads.draft_faults(draft)
    rows = [
        {"row": row.row_no, "result": row.result, "key": row.key, "problems": row.problems} for row in faults[:ROWS]
    ]
    more = {"changes": reads.draft_changes(draft), "faults": faults.count(), "rows": rows}
    return draft_brief(draft) | named | more
