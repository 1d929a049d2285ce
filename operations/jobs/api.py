"""Timed jobs for programs."""

from django.db.models import QuerySet

from core import selectors
from core.contract import operation
from core.inputs import DayQuery
from core.models import JobRun
from core.types import JsonObject
from operations.jobs.serializers import JobRunOut
from people.access import ApiRequest, needs
from people.rights import SELF_MANAGE


@needs(SELF_MANAGE)
@operation("GET", takes=DayQuery, gives=JobRunOut, paged=True)
def job_runs(request: ApiRequest, asked: JsonObject) -> QuerySet[JobRun]:
    """Runs of timed jobs, newest due first."""
    return selectors.job_runs(asked.get("business_date"))
