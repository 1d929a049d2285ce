"""Feedback files over the API."""

from django.utils.functional import cached_property
from rest_framework import serializers

from core.deadlines import Timetable, timetable
from core.inputs import MomentField
from orders.feedback.lifecycle import FeedbackKind
from orders.feedback.models import FeedbackExport
from orders.feedback.selectors.lines import is_late
from orders.register.inputs import ClientField


class FeedbackIn(serializers.Serializer):
    """Which file."""

    client = ClientField()
    business_date = serializers.DateField()
    kind = serializers.ChoiceField(list(FeedbackKind))


class UploadedIn(serializers.Serializer):
    """When the file was put into the client's system; now when left out."""

    uploaded_at = MomentField()


class FeedbackOut(serializers.Serializer):
    """One sent file with its counts."""

    id = serializers.IntegerField()
    client = serializers.CharField(source="client.code")
    business_date = serializers.DateField()
    kind = serializers.ChoiceField(list(FeedbackKind))
    cut_off = serializers.DateTimeField()
    rows = serializers.IntegerField()
    delivered = serializers.IntegerField(source="n_delivered")
    refused = serializers.IntegerField(source="n_refused")
    in_progress = serializers.IntegerField(source="n_open")
    corrections = serializers.IntegerField(source="n_corrections")
    lines_hash = serializers.CharField()
    sha256 = serializers.CharField(source="file.sha256")
    made_at = serializers.DateTimeField()
    uploaded_at = serializers.DateTimeField(allow_null=True)
    late = serializers.SerializerMethodField()

    def get_late(self, export: FeedbackExport) -> bool:
        return is_late(export, self.hours)

    @cached_property
    def hours(self) -> Timetable:
        return timetable()
