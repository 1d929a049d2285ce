"""Feedback files over the API."""

from rest_framework.decorators import api_view
from rest_framework.response import Response

from core.inputs import DayQuery
from orders.feedback import services
from orders.feedback.selectors import lines as reads
from orders.feedback.serializers import FeedbackIn, UploadedIn, export_json
from orders.register.web import file_answer
from people.access import demand, needs


@needs("feedback.read", "feedback.export")
@api_view(["GET", "POST"])
def files(request):
    """GET: sent files, ?business_date=. POST: make the file of a business date, or answer with the one made before."""
    if request.method == "POST":
        return _make(request)
    asked = DayQuery(data=request.query_params)
    asked.is_valid(raise_exception=True)
    rows = reads.exports_listed(asked.validated_data.get("business_date"))
    return Response({"results": [export_json(row) for row in rows[:200]]})


def _make(request):
    demand(request.user, "feedback.export")
    data = FeedbackIn(data=request.data)
    data.is_valid(raise_exception=True)
    export = services.feedback_export(actor=request.user, **data.validated_data)
    return Response(export_json(reads.export_found(export.pk)))


@needs("feedback.read")
@api_view(["GET"])
def download(request, pk):
    return file_answer(reads.export_found(pk).file)


@needs("feedback.export")
@api_view(["POST"])
def uploaded(request, pk):
    """Record when the file was put into the client's system."""
    data = UploadedIn(data=request.data)
    data.is_valid(raise_exception=True)
    services.feedback_uploaded(export=reads.export_found(pk), actor=request.user, **data.validated_data)
    return Response(export_json(reads.export_found(pk)))
