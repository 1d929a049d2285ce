"""Timed jobs for programs."""

from rest_framework.decorators import api_view
from rest_framework.response import Response

from core import selectors
from people.access import needs


@needs("self.manage")
@api_view(["GET"])
def job_runs(request):
    """Runs of timed jobs, newest due first; ?business_date= narrows."""
    rows = selectors.job_runs(request.query_params.get("business_date"))
    fields = ("job", "business_date", "state", "caught_up", "attempts", "message")
    return Response({"results": list(rows.values(*fields)[:200])})
