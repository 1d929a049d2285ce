"""The COD handover sheet."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from cod.pos import selectors as pos_selectors
from cod.pos.forms import date_of
from cod.sheet23 import selectors
from cod.sheet23 import shown as overview
from cod.sheet23.deadlines import COD_CUT_OFF
from cod.sheet23.rights import COD_SHEET_READ, COD_SHEET_SIGN
from cod.sheet23.services import handover_sheet_sign
from core import clock
from core.pagination import page_of
from people.access import Request, needs
from sheets.selectors import boxes_shown, columns_shown
from sheets.signing import signer_from


@needs(COD_SHEET_READ)
@require_GET
def sheet_list(request: Request) -> HttpResponse:
    """All COD handover sheets, newest first; a date chosen leads to that day's."""
    rows = selectors.cod_sheets_for(request.user)
    chosen = request.GET.get("day", "")
    rows = rows.filter(business_date=date_of(chosen)) if chosen else rows
    context = {"page": page_of(rows, request), "filtered": bool(chosen), "due_at": COD_CUT_OFF.at(clock.today())}
    return render(request, "cod/sheet23/sheet_list.html", context)


@needs(COD_SHEET_READ)
@require_GET
def sheet_page(request: Request, pk: int) -> HttpResponse:
    """A day's COD handover sheet by area and driver, with what is pending."""
    row = pos_selectors.one(selectors.cod_sheets_for(request.user), pk=pk)
    url, roles = reverse("cod-sheet-sign", args=[pk]), request.user.roles
    sides = {side.code: {"sign_url": url} if side.role in roles else {"pin_url": url} for side in row.sheet.kind.sides}
    context = overview.sheet_shown(row) | {
        "row": row,
        "sheet": row.sheet,
        "columns": columns_shown(row.sheet),
        "boxes": boxes_shown(row.sheet, **(sides if request.user.may(COD_SHEET_SIGN) else {})),
    }
    return render(request, "cod/sheet23/sheet_page.html", context)


@needs(COD_SHEET_SIGN)
@require_POST
def sheet_sign(request: Request, pk: int) -> HttpResponse:
    """A side signs the day's sheet."""
    row = pos_selectors.one(selectors.cod_sheets_for(request.user), pk=pk)
    signer, method = signer_from(request, request.POST)
    shown = request.POST.get("shown_hash") or "-"
    done = handover_sheet_sign(
        sheet=row, side=request.POST.get("side", ""), signer=signer, method=method, shown_hash=shown
    )
    messages.success(request, _("Both have signed.") if done else _("Signed; the other side is still to sign."))
    return redirect("cod-sheet", pk=pk)
