"""Reads of the money room, starting from what a person may see."""

import datetime as dt

from django.db.models import Count, F, OuterRef, Subquery, Sum
from django.utils.translation import gettext_lazy as _

from cod.lifecycle import BANK_LINE
from cod.models import BankFile, BankLine, CodSheet, Collection, DriverTotal, PosIssue, Terminal
from core.errors import Missing
from dispatch.models import Driver, Run
from orders.models import Order
from people.roles import DRIVER
from people.selectors import platforms_of


def terminals_for(user):
    """Terminals of the person's platforms."""
    return Terminal.objects.select_related("platform").filter(platform__in=platforms_of(user)).order_by("serial")


def issues_for(user):
    """Issues of terminals on the person's platforms; a driver sees his own."""
    rows = PosIssue.objects.select_related("terminal__platform", "driver__user", "issue_sheet", "return_sheet")
    if user.roles == {DRIVER}:
        return rows.filter(driver__user=user)
    return rows.filter(terminal__platform__in=platforms_of(user))


def runs_for(user):
    """Runs of the person's platforms; a driver sees his own."""
    rows = Run.objects.select_related("driver__user", "platform")
    if user.roles == {DRIVER}:
        return rows.filter(driver__user=user)
    return rows.filter(platform__in=platforms_of(user))


def drivers_for(user):
    """Drivers of the person's platforms."""
    return Driver.objects.select_related("user", "platform").filter(platform__in=platforms_of(user))


def one(rows, **wanted):
    """The one row, or Missing: what is not for this person's eyes is not there."""
    row = rows.filter(**wanted).first()
    if row is None:
        raise Missing("not_found", _("It is not there, or not for you."))
    return row


def by_code(rows, value, field):
    """The row with this id or this code."""
    text = str(value).strip()
    found = rows.filter(**{field: text}).first()
    if found is None and text.isascii() and text.isdigit():
        found = rows.filter(pk=int(text)).first()
    if found is None:
        raise Missing("not_found", _("“%(value)s” is not in the list."), value=text[:20])
    return found


def driver_totals_for(user):
    """Active driver totals of the person's platforms; a driver sees his own."""
    rows = DriverTotal.objects.filter(active=True).select_related("run__driver__user", "run__platform", "sheet")
    if user.roles == {DRIVER}:
        return rows.filter(run__driver__user=user)
    return rows.filter(run__platform__in=platforms_of(user))


def cod_sheets_for(user):
    """23:00 sheets of the person's platforms."""
    return CodSheet.objects.filter(platform__in=platforms_of(user)).select_related("platform", "sheet", "seal")


def bank_files_for(user):
    """The bank's files; one company account, so all who may read them see all."""
    return BankFile.objects.select_related("file", "imported_by")


def arrived_orders(week_start):
    """Orders whose money arrived at the bank from this Monday to Sunday (INV-35), with `arrived_on`, `arrived_fen`."""
    lines = BankLine.objects.filter(
        order=OuterRef("pk"), result__in=BankLine.ARRIVED,
        booked_on__range=(week_start, week_start + dt.timedelta(days=6)),
    )  # fmt: skip
    rows = Order.objects.annotate(
        arrived_on=Subquery(lines.values("booked_on")[:1]), arrived_fen=F("collection__amount_fen")
    )
    return rows.filter(arrived_on__isnull=False).order_by("arrived_on", "order_no")


def collection_of(order):
    """The collection of an order, or None."""
    return Collection.objects.filter(order=order).select_related("terminal", "driver", "sale").first()


def terminals_with_holders(user):
    """Terminals with the code of the driver who has each now."""
    out = PosIssue.objects.filter(terminal=OuterRef("pk"), status__in=("prepared", "out", "returning"))
    rows = terminals_for(user).annotate(held_by=Subquery(out.values("driver__code")[:1]))
    return rows.annotate(issue_id=Subquery(out.values("pk")[:1]))


def bank_file_shown(row, result=""):
    """{"lines", "tabs", "missing", "sums"} of a bank file; `result` narrows the lines."""
    counts = dict(row.lines.values_list("result").annotate(n=Count("pk")).order_by())
    lines = row.lines.select_related("order", "sale", "suspense")
    sums = row.lines.aggregate(amount=Sum("amount_fen"), fee=Sum("fee_fen"))
    tabs = [{"label": _("All"), "code": "", "count": sum(counts.values()), "current": not result}]
    tabs += [
        {"label": _(state.label), "code": code, "count": counts[code], "current": result == code}
        for code, state in BANK_LINE.states.items()
        if code in counts
    ]
    missing = row.missing.select_related("collection__order", "collection__terminal", "exception")
    return {"lines": lines.filter(result=result) if result else lines, "tabs": tabs, "missing": missing, "sums": sums}
