"""The cashier's desk: terminals out and home, drivers' totals."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from cod.dues.rights import MONEY_READ
from cod.pos import selectors
from cod.pos.forms import IssueForm, date_of
from cod.pos.rights import POS_MANAGE, POS_READ, POS_SIGN
from cod.pos.services import terminals
from cod.totals.rights import DRIVER_TOTAL_MAKE, DRIVER_TOTAL_SIGN
from cod.totals.selectors import day as overview
from cod.totals.selectors import totals as selectors_totals
from cod.totals.services.totals import driver_total_make, driver_total_sign
from core.errors import Invalid
from core.pagination import page_of
from core.types import JsonObject
from people.access import Request, needs
from sheets.models import Sheet
from sheets.selectors import boxes_shown, columns_shown, lines_shown
from sheets.signing import signer_from


@needs(POS_READ)
@require_GET
def desk(request: Request) -> HttpResponse:
    """Terminals and totals of the day."""
    date = date_of(request.GET.get("date"))
    form = IssueForm(
        terminals=overview.free_terminals(request.user), drivers=overview.free_drivers(request.user), auto_id="issue_%s"
    )
    may = {"may_make": request.user.may(DRIVER_TOTAL_MAKE), "may_issue": request.user.may(POS_MANAGE)}
    context = overview.cashier_day(request.user, date) | {"form": form, "date": date} | may
    return render(request, "cod/totals/cashier_desk.html", context)


@needs(POS_MANAGE)
@require_POST
def issue_create(request: Request) -> HttpResponse:
    """Prepare a terminal for a driver, and go to where both sign."""
    issue = terminals.terminal_issue(
        terminal=selectors.by_code(selectors.terminals_for(request.user), request.POST.get("terminal", ""), "serial"),
        driver=selectors.by_code(selectors.drivers_for(request.user), request.POST.get("driver", ""), "code"),
        business_date=date_of(request.POST.get("date")),
        actor=request.user,
    )
    return redirect("pos-issue", pk=issue.pk)


@needs(POS_READ, POS_SIGN)
@require_GET
def issue_page(request: Request, pk: int) -> HttpResponse:
    """One issue with its two sheets and who signed."""
    issue = selectors.one(selectors.issues_for(request.user), pk=pk)
    boxes = _boxes(request, issue.issue_sheet, "cashier", "driver", "pos-issue-sign", pk)
    back = _boxes(request, issue.return_sheet, "cashier", "driver", "pos-return-sign", pk) if issue.return_sheet else []
    return render(
        request,
        "cod/pos/pos_issue.html",
        {"issue": issue, "boxes": boxes, "return_boxes": back, "may_issue": request.user.may(POS_MANAGE)},
    )


@needs(POS_SIGN)
@require_POST
def issue_sign(request: Request, pk: int) -> HttpResponse:
    """A side signs the issue."""
    return _sign(request, pk, terminals.terminal_issue_sign)


@needs(POS_SIGN)
@require_POST
def return_sign(request: Request, pk: int) -> HttpResponse:
    """A side signs the return."""
    return _sign(request, pk, terminals.terminal_return_sign)


@needs(POS_MANAGE)
@require_POST
def issue_return(request: Request, pk: int) -> HttpResponse:
    """The driver brings the terminal back."""
    issue = selectors.one(selectors.issues_for(request.user), pk=pk)
    terminals.terminal_return(issue=issue, actor=request.user, condition=request.POST.get("condition", ""))
    return redirect("pos-issue", pk=pk)


@needs(POS_MANAGE)
@require_POST
def issue_undo(request: Request, pk: int) -> HttpResponse:
    """The terminal was not issued after all."""
    issue = selectors.one(selectors.issues_for(request.user), pk=pk)
    terminals.terminal_issue_undo(issue=issue, reason=request.POST.get("reason", ""), actor=request.user)
    return redirect("cashier-desk")


@needs(POS_READ)
@require_GET
def terminal_list(request: Request) -> HttpResponse:
    """The register of terminals, and who has each."""
    page = page_of(selectors.terminals_with_holders(request.user), request)
    return render(request, "cod/pos/terminal_list.html", {"page": page, "may_manage": request.user.may(POS_MANAGE)})


@needs(POS_MANAGE)
@require_POST
def terminal_state(request: Request, pk: int) -> HttpResponse:
    """Block a terminal with a reason, or put it in use again."""
    terminal = selectors.one(selectors.terminals_for(request.user), pk=pk)
    if request.POST.get("to") == "active":
        terminals.terminal_unblock(terminal=terminal, actor=request.user)
    else:
        terminals.terminal_block(terminal=terminal, reason=request.POST.get("reason", ""), actor=request.user)
    return redirect("terminal-list")


@needs(DRIVER_TOTAL_MAKE)
@require_POST
def total_make(request: Request, run: int) -> HttpResponse:
    """Make a run's detail and total, and go to where both sign."""
    total = driver_total_make(run=selectors.one(selectors.runs_for(request.user), pk=run), actor=request.user)
    return redirect("driver-total", pk=total.pk)


@needs(MONEY_READ, DRIVER_TOTAL_SIGN)
@require_GET
def total_page(request: Request, pk: int) -> HttpResponse:
    """A driver's detail and total."""
    total = selectors.one(selectors_totals.driver_totals_for(request.user), pk=pk)
    sheet = total.sheet
    boxes = _boxes(request, sheet, "cashier", "driver", "driver-total-sign", pk)
    context = {
        "total": total,
        "sheet": sheet,
        "columns": columns_shown(sheet),
        "lines": lines_shown(sheet),
        "boxes": boxes,
    }
    return render(request, "cod/totals/driver_total.html", context)


@needs(DRIVER_TOTAL_SIGN)
@require_POST
def total_sign(request: Request, pk: int) -> HttpResponse:
    """A side signs the total."""
    total = selectors.one(selectors_totals.driver_totals_for(request.user), pk=pk)
    signer, method = signer_from(request, request.POST)
    done = driver_total_sign(
        total=total, side=request.POST.get("side", ""), signer=signer, method=method, shown_hash=_shown(request)
    )
    messages.success(request, _("Both have signed.") if done else _("Signed; the other side is still to sign."))
    return redirect("driver-total", pk=pk)


def _sign(request: Request, pk: int, service: Callable[..., bool]) -> HttpResponse:
    issue = selectors.one(selectors.issues_for(request.user), pk=pk)
    signer, method = signer_from(request, request.POST)
    done = service(
        issue=issue, side=request.POST.get("side", ""), signer=signer, method=method, shown_hash=_shown(request)
    )
    messages.success(request, _("Both have signed.") if done else _("Signed; the other side is still to sign."))
    return redirect("pos-issue", pk=pk)


def _shown(request: Request) -> str:
    shown = request.POST.get("shown_hash", "")
    if not shown:
        raise Invalid("shown_hash", _("Open the page again and look at what you sign."))
    return shown


def _boxes(request: Request, sheet: Sheet, own: str, other: str, name: str, pk: int) -> list[JsonObject]:
    """The session signs its own role's side; the other person signs by PIN at this desk."""
    url = reverse(name, args=[pk])
    roles = request.user.roles
    sides = {
        side.code: {"pin_url": url} | ({"sign_url": url} if side.role in roles else {}) for side in sheet.kind.sides
    }
    return boxes_shown(sheet, **sides)
