"""Feedback files over the API."""

from typing import Any

from django.http import HttpResponse
from rest_framework.request import Request

from core.contract import operation
from core.serializers import DayIn, listed
from orders.feedback import services
from orders.feedback.models import FeedbackExport
from orders.feedback.selectors import lines as reads
from orders.feedback.serializers import FeedbackIn, FeedbackOut, UploadedIn
from orders.register.web import file_answer
from people.access import by_method, needs


@needs("feedback.read", "feedback.export")
@operation("GET", takes=DayIn, gives=listed(FeedbackOut))
def file_list(request: Request, asked: dict[str, Any]) -> dict[str, Any]:
    """Sent files, newest first; at most 200."""
    return {"results": reads.exports_listed(asked.get("business_date"))[:200]}


@needs("feedback.export")
@operation("POST", takes=FeedbackIn, gives=FeedbackOut)
def file_make(request: Request, data: dict[str, Any]) -> FeedbackExport:
    """Make the file of a business date, or answer with the one made before."""
    return reads.export_found(services.feedback_export(actor=request.user, **data).pk)


files = by_method(file_list, file_make)


@needs("feedback.read")
@operation("GET", gives=services.XLSX)
def download(request: Request, pk: int) -> HttpResponse:
    """The file as it was sent."""
    return file_answer(reads.export_found(pk).file)


@needs("feedback.export")
@operation("POST", takes=UploadedIn, gives=FeedbackOut)
def uploaded(request: Request, data: dict[str, Any], pk: int) -> FeedbackExport:
    """Record when the file was put into the client's system."""
    services.feedback_uploaded(export=reads.export_found(pk), actor=request.user, **data)
    return reads.export_found(pk)
