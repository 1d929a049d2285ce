"""The 23:00 sheet, the money of a day, the slips."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from cod import overview, selectors
from cod.forms import OwnFundsForm, date_of
from cod.services import stages
from cod.services.handover_sheet import handover_sheet_sign
from cod.services.slips import slip_check
from core import clock
from core.errors import Invalid
from core.money import yuan
from core.pagination import page_of
from people.access import needs
from sheets.selectors import boxes_shown, columns_shown
from sheets.signing import signer_from


@needs("cod_sheet.read")
@require_GET
def sheet_list(request):
    """All 23:00 sheets, newest first; a date chosen leads to that day's."""
    rows = selectors.cod_sheets_for(request.user)
    chosen = request.GET.get("day", "")
    rows = rows.filter(business_date=date_of(chosen)) if chosen else rows
    context = {"page": page_of(rows, request), "filtered": bool(chosen), "due_at": clock.at(clock.today(), "23:00")}
    return render(request, "cod/sheet_list.html", context)


@needs("cod_sheet.read")
@require_GET
def sheet_page(request, pk):
    """A day's COD handover sheet by area and driver, with what is pending."""
    row = selectors.one(selectors.cod_sheets_for(request.user), pk=pk)
    url, roles = reverse("cod-sheet-sign", args=[pk]), request.user.roles
    sides = {side.code: {"sign_url": url} if side.role in roles else {"pin_url": url} for side in row.sheet.form.sides}
    context = overview.sheet_shown(row) | {
        "row": row,
        "sheet": row.sheet,
        "columns": columns_shown(row.sheet),
        "boxes": boxes_shown(row.sheet, **(sides if request.user.may("cod_sheet.sign") else {})),
    }
    return render(request, "cod/sheet_page.html", context)


@needs("cod_sheet.sign")
@require_POST
def sheet_sign(request, pk):
    """A side signs the day's sheet."""
    row = selectors.one(selectors.cod_sheets_for(request.user), pk=pk)
    signer, method = signer_from(request, request.POST)
    shown = request.POST.get("shown_hash") or "-"
    done = handover_sheet_sign(
        sheet=row, side=request.POST.get("side", ""), signer=signer, method=method, shown_hash=shown
    )
    messages.success(request, _("Both have signed.") if done else _("Signed; the other side is still to sign."))
    return redirect("cod-sheet", pk=pk)


@needs("money.read")
@require_GET
def money_day(request):
    """Where the money stands now, and every entry of the day."""
    date = date_of(request.GET.get("date"))
    context = {
        "date": date,
        "standing": overview.standing(request.user),
        "cash": overview.cash_risk(request.user),
        "unsettled": overview.unsettled(),
        "suspense": overview.open_suspense(),
        "page": page_of(overview.day_entries(date), request),
        "own_form": OwnFundsForm(),
        "may_pay": request.user.may("payment.pay"),
    }
    return render(request, "cod/money_day.html", context)


@needs("payment.pay")
@require_POST
def own_funds(request):
    """Own money put into the bank."""
    form = OwnFundsForm(request.POST)
    if not form.is_valid():
        raise Invalid("own_funds", " ".join(error for errors in form.errors.values() for error in errors))
    data = form.cleaned_data
    stages.own_funds_put(amount_fen=data["amount"], business_date=clock.today(), actor=request.user, note=data["note"])
    messages.success(request, _("%(amount)s put into the bank.") % {"amount": yuan(data["amount"])})
    return redirect("money-day")


@needs("slips.check", "money.read")
@require_GET
def slip_list(request):
    """The terminals' slips against the system, driver by driver."""
    date = date_of(request.GET.get("date"))
    rows = overview.slips(request.user, date)
    batch = reverse("slip-mark") if request.user.may("slips.check") else ""
    return render(request, "cod/slip_list.html", {"page": page_of(rows, request), "date": date, "batch": batch})


@needs("slips.check")
@require_POST
def slip_mark(request):
    """Mark the ticked slips as there, or as missing."""
    rows = overview.slips(request.user, date_of(request.POST.get("date")))
    picked = [int(value) for value in request.POST.getlist("pick") if value.isdigit()]
    for row in rows.filter(pk__in=picked):
        slip_check(collection=row, present=request.POST.get("present") == "1", actor=request.user)
    return redirect(f"{reverse('slip-list')}?date={date_of(request.POST.get('date'))}")
