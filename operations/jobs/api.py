"""Timed jobs for programs."""

from typing import Any

from rest_framework.request import Request

from core import selectors
from core.contract import operation
from core.serializers import DayIn, listed
from operations.jobs.serializers import JobRunOut
from people.access import needs


@needs("self.manage")
@operation("GET", takes=DayIn, gives=listed(JobRunOut))
def job_runs(request: Request, asked: dict[str, Any]) -> dict[str, Any]:
    """Runs of timed jobs, newest due first; at most 200."""
    return {"results": selectors.job_runs(asked.get("business_date"))[:200]}
