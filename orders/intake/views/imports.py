"""Pages of the order import: upload and history, one batch with its report, the batch print list."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from core import clock
from core.deadlines import timetable
from core.pagination import page_of
from core.types import JsonObject
from orders.intake.forms import ImportForm
from orders.intake.orderfile import upload_bytes
from orders.intake.orderfile.titles import BATCH_TITLES
from orders.intake.rights import ORDERS_IMPORT, ORDERS_IMPORT_READ
from orders.intake.selectors import imports as intake
from orders.intake.selectors.drafts import batch_failed_book, drafts_open
from orders.intake.services.drafts import draft_upload
from orders.intake.services.imports import batch_printed
from orders.intake.services.lists import batch_book, batch_lines, report_book
from orders.register.selectors.clients import are_several
from orders.register.web import book_answer
from people.access import Request, needs


@needs(ORDERS_IMPORT_READ)
@require_http_methods(["GET", "POST"])
def import_list(request: Request) -> HttpResponseBase:
    """The upload form and every batch so far."""
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        return _import(request, form)
    return render(request, "orders/intake/import_list.html", _context(request, form))


def _context(request: Request, form: ImportForm) -> JsonObject:
    page = page_of(intake.batches(), request)
    hours = timetable()
    may = request.user.may(ORDERS_IMPORT)
    drafts = drafts_open() if may else []
    return {
        "several": are_several(),
        "page": page,
        "batches": [intake.listed(batch, hours) for batch in page],
        "form": form,
        "may_import": may,
        "due": intake.day_state(),
        "drafts": drafts,
    }


@needs(ORDERS_IMPORT)
def _import(request: Request, form: ImportForm) -> HttpResponse:
    if not form.is_valid():
        return render(request, "orders/intake/import_list.html", _context(request, form), status=422)
    upload = form.cleaned_data["file"]
    draft = draft_upload(
        content=upload_bytes(upload),
        filename=upload.name,
        business_date=form.cleaned_data["business_date"],
        client=form.cleaned_data["client"],
        platform=intake.hub_of_code(),
        actor=request.user,
    )
    return redirect("import-draft", pk=draft.pk)


@needs(ORDERS_IMPORT_READ)
@require_GET
def import_page(request: Request, pk: int) -> HttpResponse:
    """One batch: its counts and every problem by row and column."""
    batch = intake.batch_get(pk)
    page = page_of(batch.problems, request)
    context = {
        "report": batch,
        "late": intake.lateness_tone(batch.imported_at, batch.business_date, timetable()),
        "page": page,
        "tiles": intake.tiles(batch),
        "steps": intake.done_steps(),
        "may_import": request.user.may(ORDERS_IMPORT),
    }
    return render(request, "orders/intake/import_page.html", context)


@needs(ORDERS_IMPORT_READ)
@require_GET
def import_report(request: Request, pk: int) -> HttpResponse:
    """DOC-02 as a workbook."""
    batch = intake.batch_get(pk)
    return book_answer(report_book(intake.report_rows(batch)), f"import-report-{batch.business_date}-{batch.pk}.xlsx")


@needs(ORDERS_IMPORT)
@require_GET
def import_failed(request: Request, pk: int) -> HttpResponse:
    """The rows that were not imported, with the reason, as a workbook to mend and upload alone."""
    batch = intake.batch_get(pk)
    return book_answer(batch_failed_book(batch), f"failed-rows-{batch.business_date}-{batch.pk}.xlsx")


@needs(ORDERS_IMPORT_READ)
@require_http_methods(["GET", "POST"])
def batch_print(request: Request, pk: int) -> HttpResponse:
    """DOC-03 on paper (GET), and the same as a workbook (POST); both are noted as printed when asked for by POST."""
    batch = intake.batch_get(pk)
    if request.method == "POST":
        batch_printed(batch=batch, actor=request.user)
        if request.POST.get("as") == "page":
            return redirect("batch-print", pk=batch.pk)
    lines = batch_lines(intake.print_items(batch))
    if request.method == "POST":
        return book_answer(batch_book(lines), f"batch-{batch.business_date}-{batch.pk}.xlsx")
    context = {"batch": batch, "lines": lines, "titles": BATCH_TITLES, "printed": clock.now()}
    return render(request, "orders/intake/batch_print.html", context)
