"""Feedback files over the API."""

from rest_framework import serializers

from core.inputs import MomentField
from orders.feedback.selectors.lines import is_late


class FeedbackIn(serializers.Serializer):
    business_date = serializers.DateField()
    kind = serializers.ChoiceField(["noon", "final"])


class UploadedIn(serializers.Serializer):
    uploaded_at = MomentField()


def export_json(export):
    """One sent file."""
    return {
        "id": export.pk,
        "client": export.client.code,
        "business_date": export.business_date.isoformat(),
        "kind": export.kind,
        "cut_off": export.cut_off,
        "rows": export.rows,
        "delivered": export.n_delivered,
        "refused": export.n_refused,
        "in_progress": export.n_open,
        "corrections": export.n_corrections,
        "lines_hash": export.lines_hash,
        "sha256": export.file.sha256,
        "made_at": export.made_at,
        "uploaded_at": export.uploaded_at,
        "late": is_late(export),
    }
