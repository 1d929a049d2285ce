"""Any sheet: its page, its paper, its signatures' images; the reader's inbox."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core import notices
from core.context import business_date
from core.errors import Missing
from core.files import content_of
from core.pagination import page_of
from core.selectors import history_of
from people.access import Request, needs
from sheets import inbox, printing, selectors
from sheets.kinds import sheet_kinds
from sheets.models import Sheet
from sheets.rights import INBOX_READ
from sheets.services.papers import sheet_printed


@needs(*selectors.reading_rights())
def sheet_list(request: Request) -> HttpResponse:
    """All sheets that this person may see, newest first."""
    rows = selectors.sheets_for(request.user)
    chosen = {name: request.GET.get(name, "") for name in ("kind", "status", "q", "date")}
    rows = rows.filter(kind=chosen["kind"]) if chosen["kind"] else rows
    day = business_date(request)
    rows = rows.filter(business_date=day) if day else rows
    rows = rows.filter(selectors.numbered(chosen["q"].strip())) if chosen["q"] else rows
    kinds = [(kind, kind.words) for kind in sheet_kinds if request.user.may(kind.right)]
    context = {"page": page_of(rows, request), "kinds": kinds, "chosen": chosen, "filtered": any(chosen.values())}
    return render(request, "sheets/sheet_list.html", context)


@needs(*selectors.reading_rights())
def sheet_page(request: Request, pk: int) -> HttpResponse:
    """One sheet as it was shown, who signed it, and its history."""
    sheet = _sheet(request, pk)
    context = {
        "sheet": sheet,
        "columns": selectors.columns_shown(sheet),
        "lines": selectors.rows_shown(sheet),
        "boxes": selectors.boxes_shown(sheet),
        "events": selectors.events_shown(sheet, history_of(sheet)),
    }
    return render(request, "sheets/sheet_page.html", context)


@needs(*selectors.reading_rights())
@require_POST
def sheet_print(request: Request, pk: int) -> HttpResponse:
    """Count the print and go to the paper."""
    sheet_printed(sheet=_sheet(request, pk), actor=request.user)
    return redirect("sheet-pdf", pk=pk)


@needs(*selectors.reading_rights())
def sheet_pdf(request: Request, pk: int) -> HttpResponse:
    """The paper as PDF."""
    sheet = _sheet(request, pk)
    answer = HttpResponse(printing.sheet_pdf(sheet, sheet.print_count or None), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{sheet.number}.pdf"'
    return answer


@needs(*selectors.reading_rights())
def signature_image(request: Request, pk: int, side: str) -> HttpResponse:
    """A drawn signature or photographed paper, for those who may see the sheet."""
    signature = _sheet(request, pk).signatures.filter(side=side, outside__file__isnull=False).first()
    if signature is None or signature.picture is None:
        raise Missing("image", _("There is no picture of this signature."))
    return HttpResponse(content_of(signature.picture), content_type=signature.picture.content_type)


@needs(INBOX_READ)
def inbox_page(request: Request) -> HttpResponse:
    """What was sent to this person (BG-12)."""
    page = page_of(inbox.notes_of(request.user), request)
    rows = [{"note": note, "text": notices.sentence(note), "url": inbox.place_of(request.user, note)} for note in page]
    inbox.notes_delivered(user=request.user, notes=list(page))
    return render(request, "sheets/inbox.html", {"page": page, "rows": rows})


@needs(INBOX_READ)
@require_POST
def inbox_read(request: Request) -> HttpResponse:
    """Mark one's notices as read."""
    inbox.notes_read(user=request.user)
    return redirect("inbox")


def _sheet(request: Request, pk: int) -> Sheet:
    sheet = selectors.sheets_for(request.user).filter(pk=pk).first()
    if sheet is None:
        raise Missing("sheet", _("There is no such sheet, or it is not for you."))
    return sheet
