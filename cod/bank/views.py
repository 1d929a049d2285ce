"""The bank's files."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from cod.bank import selectors
from cod.bank.exports import arrival_result
from cod.bank.forms import BankForm, upload_of
from cod.bank.rights import BANK_IMPORT, BANK_READ
from cod.bank.services import bank_arrival
from cod.dues.services.stages import bank_balance
from cod.pos import selectors as pos_selectors
from cod.pos.forms import date_of
from core import clock
from core.pagination import page_of
from core.workbooks import XLSX
from people.access import Request, needs


@needs(BANK_READ)
@require_GET
def file_list(request: Request) -> HttpResponse:
    """Files taken so far, and the form for the next."""
    context = {
        "page": page_of(selectors.bank_files_for(request.user), request),
        "form": BankForm(initial={"business_date": clock.today()}),
        "balance_fen": bank_balance(),
        "may_import": request.user.may(BANK_IMPORT),
    }
    return render(request, "cod/bank/bank_list.html", context)


@needs(BANK_IMPORT)
@require_POST
def file_import(request: Request) -> HttpResponse:
    """Book an arrival file."""
    upload, date = upload_of(request), date_of(request.POST.get("business_date"))
    report = bank_arrival(content=upload.read(), filename=upload.name or "", business_date=date, actor=request.user)
    if report.already == report.lines:
        messages.info(request, _("Every line of this file was booked before; nothing changed."))
    else:
        text = _("%(lines)s lines read, %(matched)s matched, %(missing)s missing.")
        figures = {"lines": report.lines, "matched": report.counts["matched"], "missing": report.missing}
        messages.success(request, text % figures)
    return redirect("bank-file", pk=report.bank_file.pk)


@needs(BANK_READ)
@require_GET
def file_page(request: Request, pk: int) -> HttpResponse:
    """What came of a file, line by line."""
    row = pos_selectors.one(selectors.bank_files_for(request.user), pk=pk)
    chosen = request.GET.get("status", "")
    context = selectors.bank_file_shown(row, chosen)
    return render(
        request, "cod/bank/bank_file.html", context | {"row": row, "page": page_of(context["lines"], request)}
    )


@needs(BANK_READ)
@require_GET
def file_result(request: Request, pk: int) -> HttpResponse:
    """The arrival result as a workbook (DOC-15)."""
    row = pos_selectors.one(selectors.bank_files_for(request.user), pk=pk)
    answer = HttpResponse(arrival_result(row.lines.select_related("order")), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="arrival-{row.business_date}-{row.pk}.xlsx"'
    return answer
