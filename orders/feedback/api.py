"""Feedback files over the API."""

from django.db.models import QuerySet
from django.http import HttpResponse

from core.contract import operation
from core.inputs import DayQuery
from core.types import JsonObject
from core.workbooks import XLSX
from orders.feedback import services
from orders.feedback.models import FeedbackExport
from orders.feedback.rights import FEEDBACK_EXPORT, FEEDBACK_READ
from orders.feedback.selectors import lines as reads
from orders.feedback.serializers import FeedbackIn, FeedbackOut, UploadedIn
from orders.register.web import file_answer
from people.access import ApiRequest, by_method, needs


@needs(FEEDBACK_READ, FEEDBACK_EXPORT)
@operation("GET", takes=DayQuery, gives=FeedbackOut, paged=True)
def file_list(request: ApiRequest, asked: JsonObject) -> QuerySet[FeedbackExport]:
    """Sent files, newest first."""
    return reads.exports_listed(asked.get("business_date"))


@needs(FEEDBACK_EXPORT)
@operation("POST", takes=FeedbackIn, gives=FeedbackOut)
def file_make(request: ApiRequest, data: JsonObject) -> FeedbackExport:
    """Make the file of a business date, or answer with the one made before."""
    return reads.export_found(services.feedback_export(actor=request.user, **data).pk)


files = by_method(file_list, file_make)


@needs(FEEDBACK_READ)
@operation("GET", gives=XLSX)
def download(request: ApiRequest, pk: int) -> HttpResponse:
    """The file as it was sent."""
    return file_answer(reads.export_found(pk).file)


@needs(FEEDBACK_EXPORT)
@operation("POST", takes=UploadedIn, gives=FeedbackOut)
def uploaded(request: ApiRequest, data: JsonObject, pk: int) -> FeedbackExport:
    """Record when the file was put into the client's system."""
    services.feedback_uploaded(export=reads.export_found(pk), actor=request.user, **data)
    return reads.export_found(pk)
