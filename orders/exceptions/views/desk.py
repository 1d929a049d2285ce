"""The exception desk's other commands: take over, put aside, note to the driver, pictures, the register."""

import datetime as dt

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core import clock
from core.workbooks import XLSX
from orders.exceptions.exports import register_book
from orders.exceptions.forms import RegisterForm, SnoozeForm
from orders.exceptions.rights import EXCEPTIONS_INSTRUCT, EXCEPTIONS_READ
from orders.exceptions.selectors import cases as reads
from orders.exceptions.services import desk
from people.access import Request, needs
from sheets.signing import image_from


@needs(EXCEPTIONS_INSTRUCT)
@require_POST
def exception_assign(request: Request, pk: int) -> HttpResponse:
    desk.case_assign(case=reads.case_for(request.user, pk), actor=request.user)
    messages.success(request, _("The case is yours."))
    return redirect(_back(request, pk))


@needs(EXCEPTIONS_INSTRUCT)
@require_POST
def exception_snooze(request: Request, pk: int) -> HttpResponse:
    case = reads.case_for(request.user, pk)
    form = SnoozeForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose a time that is still to come."))
        return redirect("exception-page", pk=pk)
    desk.case_snooze(case=case, until=form.cleaned_data["until"], actor=request.user)
    messages.success(request, _("The case comes back at that time; its limit runs on."))
    return redirect("exception-page", pk=pk)


@needs(EXCEPTIONS_INSTRUCT)
@require_POST
def exception_reply(request: Request, pk: int) -> HttpResponse:
    case = reads.case_for(request.user, pk)
    count = desk.case_reply(case=case, reply=request.POST.get("reply", ""), actor=request.user)
    messages.success(request, _("The note is on its way to the driver (%(count)s).") % {"count": count})
    return redirect("exception-page", pk=pk)


@needs(EXCEPTIONS_INSTRUCT)
@require_POST
def exception_attach(request: Request, pk: int) -> HttpResponse:
    """A pasted or uploaded picture."""
    case = reads.case_for(request.user, pk)
    upload = request.FILES.get("image")
    name = upload.name if upload and upload.name else "pasted.png"
    desk.case_attach(case=case, content=image_from(request, request.POST), name=name, actor=request.user)
    messages.success(request, _("The picture is kept with the case."))
    return redirect("exception-page", pk=pk)


@needs(EXCEPTIONS_READ)
def exception_register(request: Request) -> HttpResponse:
    """DOC-20: choose the days, take the workbook."""
    today = clock.today()
    initial = {"first": today - dt.timedelta(days=6), "last": today}
    form = RegisterForm(request.GET if "first" in request.GET else None, initial=initial)
    if not form.is_valid():
        return render(
            request, "orders/exceptions/exception_register.html", {"form": form}, status=422 if form.is_bound else 200
        )
    client, first, last = (form.cleaned_data[name] for name in ("client", "first", "last"))
    found = reads.cases_between(request.user, client, first, last)
    answer = HttpResponse(register_book(client, found), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="exceptions-{client.code}-{first}-{last}.xlsx"'
    return answer


def _back(request: Request, pk: int) -> str:
    """The list the button stood on, else the case."""
    asked = request.POST.get("_back", "")
    return asked if asked.startswith("/exceptions/") else f"/exceptions/{pk}/"
