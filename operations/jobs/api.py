"""Timed jobs for programs."""

from core import selectors
from core.contract import operation
from core.inputs import DayQuery
from core.serializers import listed
from core.types import JsonObject
from operations.jobs.serializers import JobRunOut
from people.access import ApiRequest, needs
from people.rights import SELF_MANAGE


@needs(SELF_MANAGE)
@operation("GET", takes=DayQuery, gives=listed(JobRunOut))
def job_runs(request: ApiRequest, asked: JsonObject) -> JsonObject:
    """Runs of timed jobs, newest due first; at most 200."""
    return {"results": selectors.job_runs(asked.get("business_date"))[:200]}
