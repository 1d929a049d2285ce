"""Feedback files: what is sent, what would be sent now, when it was put into the client's system."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core import clock
from core.context import business_date
from core.errors import Invalid
from core.pagination import page_of
from orders.feedback import services
from orders.feedback.deadlines import FEEDBACK_FINAL, FEEDBACK_NOON
from orders.feedback.forms import ClientForm, MakeForm, UploadedForm
from orders.feedback.rights import FEEDBACK_EXPORT, FEEDBACK_READ
from orders.feedback.selectors import lines as reads
from orders.feedback.selectors import page as shown
from orders.register.selectors.clients import are_several, clients
from orders.register.web import file_answer
from people.access import Request, needs


@needs(FEEDBACK_READ)
def feedback_list(request: Request) -> HttpResponse:
    """Files by business date, newest first; on top the day that is due."""
    day = business_date(request)
    page = page_of(reads.exports_listed(day), request)
    context = {
        "page": page,
        "rows": shown.rows(page),
        "due": shown.due(),
        "noon_at": FEEDBACK_NOON.at(clock.today()),
        "sealed_at": FEEDBACK_FINAL.at(clock.today()),
        "several": are_several(),
        "filtered": bool(day),
        "may_export": request.user.may(FEEDBACK_EXPORT),
    }
    return render(request, "orders/feedback/feedback_list.html", context)


@needs(FEEDBACK_READ)
def feedback_preview(request: Request) -> HttpResponse:
    """The rows of a day as they stand now, open ones first."""
    day, form, several = business_date(request) or shown.day_due(), ClientForm(request.GET), list(clients())
    client = form.cleaned_data["client"] if form.is_valid() else next(iter(several), None)
    rows, counts = shown.preview(client, day)
    tabs = [{"label": str(one), "url": f"?client={one.pk}&date={day}", "current": one == client} for one in several]
    context = {"page": page_of(rows, request), "counts": counts, "day": day, "clients": tabs}
    return render(request, "orders/feedback/feedback_preview.html", context)


@needs(FEEDBACK_EXPORT)
@require_POST
def feedback_make(request: Request) -> HttpResponse:
    """Make the file, or find the one that was made."""
    form = MakeForm(request.POST)
    if not form.is_valid():
        raise Invalid("form", _("Choose the client, the business date, and noon or final."))
    export = services.feedback_export(actor=request.user, **form.cleaned_data)
    messages.success(request, _("The file is ready: %(rows)s rows.") % {"rows": export.rows})
    return redirect("feedback-list")


@needs(FEEDBACK_READ)
def feedback_file(request: Request, pk: int) -> HttpResponse:
    return file_answer(reads.export_found(pk).file)


@needs(FEEDBACK_EXPORT)
@require_POST
def feedback_uploaded(request: Request, pk: int) -> HttpResponse:
    """Record the time of upload."""
    form = UploadedForm(request.POST)
    if not form.is_valid():
        raise Invalid("uploaded_at", _("Write the time as year-month-day hour:minute."))
    services.feedback_uploaded(export=reads.export_found(pk), actor=request.user, **form.cleaned_data)
    messages.success(request, _("The upload is recorded."))
    return redirect("feedback-list")
