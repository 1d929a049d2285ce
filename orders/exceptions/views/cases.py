"""The exceptions desk."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.pagination import page_of
from orders.exceptions.forms import CaseFilterForm, InstructForm, SnoozeForm
from orders.exceptions.lifecycle import CaseState
from orders.exceptions.models import ExceptionCase
from orders.exceptions.rights import EXCEPTIONS_CLOSE, EXCEPTIONS_INSTRUCT, EXCEPTIONS_READ
from orders.exceptions.selectors import cases as reads
from orders.exceptions.selectors import page as shown
from orders.exceptions.selectors.pictures import pictures_of
from orders.exceptions.services import cases as services
from people.access import Request, needs


@needs(EXCEPTIONS_READ)
def exception_list(request: Request) -> HttpResponse:
    """Cases by clock, with a tab for each state."""
    status = request.GET.get("status", "open")
    form = CaseFilterForm(request.GET or None)
    chosen = form.cleaned_data if form.is_valid() else {}
    kind, text, mine = chosen.get("kind", ""), chosen.get("q", "").strip(), bool(chosen.get("mine"))
    page = page_of(reads.cases_found(request.user, status=status, kind=kind, text=text, mine=mine), request)
    context = {
        "page": page,
        "rows": [shown.row(case) for case in page],
        "tabs": shown.tabs(reads.counts_for(request.user), status),
        "filter_form": form,
        "filtered": bool(kind or text or mine),
        "may_instruct": request.user.may(EXCEPTIONS_INSTRUCT),
        "empty_title": _("No exceptions here"),
        "empty_icon": "circle-check",
    }
    return render(request, "orders/exceptions/exception_list.html", context)


@needs(EXCEPTIONS_READ)
def exception_page(request: Request, pk: int) -> HttpResponse:
    """One case: its clock, its story, the instruction and the close."""
    return _page(request, reads.case_for(request.user, pk))


@needs(EXCEPTIONS_INSTRUCT)
@require_POST
def exception_instruct(request: Request, pk: int) -> HttpResponse:
    case = reads.case_for(request.user, pk)
    form = InstructForm(request.POST, case=case)
    if not form.is_valid():
        return _page(request, case, form)
    services.exception_instruct(case=case, actor=request.user, **form.cleaned_data)
    messages.success(request, _("The instruction is recorded."))
    return redirect("exception-page", pk=pk)


@needs(EXCEPTIONS_CLOSE)
@require_POST
def exception_close(request: Request, pk: int) -> HttpResponse:
    """Close with what was done."""
    case = reads.case_for(request.user, pk)
    services.exception_close(case=case, executed=request.POST.get("executed", ""), actor=request.user)
    messages.success(request, _("Case %(number)s is closed.") % {"number": case.number})
    return redirect("exception-page", pk=pk)


def _page(request: Request, case: ExceptionCase, form: InstructForm | None = None) -> HttpResponse:
    may = request.user.may(EXCEPTIONS_INSTRUCT)
    context = {
        "case": case,
        **shown.row(case),
        "events": shown.events(case),
        "form": form or InstructForm(case=case),
        "may_instruct": may and case.status != CaseState.CLOSED,
        "may_close": request.user.may(EXCEPTIONS_CLOSE) and case.status == CaseState.INSTRUCTED,
        "choices": shown.choices(case),
        "pictures": pictures_of(case),
        "staff_numbers": reads.staff_numbers(case.client_id),
        "replies": shown.replies(),
        "snooze_form": SnoozeForm(),
        "next_step": shown.next_step(case),
    }
    return render(request, "orders/exceptions/exception_page.html", context, status=422 if form else 200)
