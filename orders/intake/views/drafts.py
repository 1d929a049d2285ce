"""Pages of an import before it is done: check, mend, decide."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from core.inputs import ids_of
from core.pagination import page_of
from orders.intake import lifecycle
from orders.intake.lifecycle import DraftState
from orders.intake.rights import ORDERS_IMPORT
from orders.intake.selectors import drafts
from orders.intake.services.drafts import (
    draft_choose,
    draft_dismiss,
    draft_drop,
    draft_import,
    draft_map,
    draft_mend,
    draft_suggestions_take,
)
from orders.register.web import book_answer
from people.access import Request, needs


@needs(ORDERS_IMPORT)
@require_GET
def draft_page(request: Request, pk: int) -> HttpResponse:
    """Where one file stands: progress, counts, titles to be named, changed orders, rows to mend."""
    draft = drafts.draft_get(pk)
    if draft.state == DraftState.DONE:
        return redirect("import-page", pk=draft.batch_id)
    page = page_of(drafts.draft_faults(draft), request)
    label, tone = _(draft.state.label), draft.state.tone
    context = {
        "draft": draft,
        "page": page,
        "faults": drafts.faults_shown(page.items),
        "steps": drafts.draft_steps(draft),
        "label": label,
        "tone": tone,
        "working": draft.state in lifecycle.WORKING,
        "checked": draft.state == DraftState.CHECKED,
        "tiles": drafts.draft_tiles(draft) if draft.counts else [],
        "changes": drafts.draft_changes(draft),
        "suggestions": drafts.suggestions_count(draft),
        "unknown": drafts.unknown_titles(draft),
        "missing": drafts.missing_titles(draft),
        "title_choices": drafts.title_choices(draft),
        "version": drafts.mapping_version(draft.client),
        "open": draft.state in lifecycle.OPEN,
        "failed": draft.state == DraftState.FAILED,
        "dismissable": drafts.may_dismiss(draft),
    }
    return render(request, "orders/intake/import_draft.html", context)


@needs(ORDERS_IMPORT)
@require_GET
def draft_progress(request: Request, pk: int) -> HttpResponse:
    """The progress bar of a long file; when the work is over, the page is asked to load anew."""
    draft = drafts.draft_get(pk)
    answer = render(request, "orders/intake/import_progress.html", {"draft": draft, "label": _(draft.state.label)})
    if draft.state not in lifecycle.WORKING:
        answer["HX-Refresh"] = "true"
    return answer


@needs(ORDERS_IMPORT)
@require_POST
def draft_mended(request: Request, pk: int) -> HttpResponse:
    """New text for cells of one row: fields named `cell-<field>`."""
    draft = drafts.draft_get(pk)
    values = {name[5:]: request.POST.get(name, "") for name in request.POST if name.startswith("cell-")}
    row_no = next(iter(ids_of([request.POST.get("row", "")])), 0)
    draft_mend(draft=draft, row_no=row_no, values=values, actor=request.user)
    return redirect("import-draft", pk=pk)


@needs(ORDERS_IMPORT)
@require_POST
def draft_suggested(request: Request, pk: int) -> HttpResponse:
    """Every suggestion at once."""
    draft_suggestions_take(draft=drafts.draft_get(pk), actor=request.user)
    return redirect("import-draft", pk=pk)


@needs(ORDERS_IMPORT)
@require_POST
def draft_mapped(request: Request, pk: int) -> HttpResponse:
    """What unknown titles mean: pairs of `title` and `field`."""
    pairs = zip(request.POST.getlist("title"), request.POST.getlist("field"), strict=False)
    draft_map(draft=drafts.draft_get(pk), columns={title: name for title, name in pairs if name}, actor=request.user)
    return redirect("import-draft", pk=pk)


@needs(ORDERS_IMPORT)
@require_POST
def draft_imported(request: Request, pk: int) -> HttpResponse:
    """Import the file, with the choices for changed orders that stand on the page: `choice-<key>`."""
    draft = drafts.draft_get(pk)
    choices = {name[7:]: request.POST.get(name, "") for name in request.POST if name.startswith("choice-")}
    draft = draft_choose(draft=draft, choices=choices, actor=request.user)
    draft = draft_import(draft=draft, actor=request.user)
    if draft.state != DraftState.DONE:
        return redirect("import-draft", pk=pk)
    messages.success(request, _("%(count)s orders were created.") % {"count": draft.counts["orders_created"]})
    return redirect("import-page", pk=draft.batch_id)


@needs(ORDERS_IMPORT)
@require_POST
def draft_dropped(request: Request, pk: int) -> HttpResponse:
    """Give the file up."""
    draft_drop(draft=drafts.draft_get(pk), actor=request.user)
    messages.success(request, _("The file was given up; nothing of it was imported."))
    return redirect("import-list")


@needs(ORDERS_IMPORT)
@require_POST
def draft_dismissed(request: Request, pk: int) -> HttpResponse:
    """The failed file was dealt with; it leaves the list."""
    draft_dismiss(draft=drafts.draft_get(pk), actor=request.user)
    messages.success(request, _("The file is put away."))
    return redirect("import-list")


@needs(ORDERS_IMPORT)
@require_GET
def draft_failed(request: Request, pk: int) -> HttpResponse:
    """The rows that would not be imported, as a workbook to mend and upload alone."""
    draft = drafts.draft_get(pk)
    return book_answer(drafts.draft_failed_book(draft), f"failed-rows-{draft.business_date}-{draft.pk}.xlsx")
