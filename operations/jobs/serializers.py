"""Timed jobs over the API."""

from rest_framework import serializers

from core.models import JobRun
from core.translatable import translated


class JobRunOut(serializers.Serializer):
    """One run of a timed job."""

    job = serializers.CharField()
    business_date = serializers.DateField()
    state = serializers.ChoiceField([JobRun.CLAIMED, JobRun.DONE, JobRun.FAILED])
    caught_up = serializers.BooleanField()
    attempts = serializers.IntegerField()
    message = serializers.SerializerMethodField()

    def get_message(self, row: JobRun) -> str:
        return translated(row.message)
