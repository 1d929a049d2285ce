"""The cashier's day: terminals out and home, runs with their sums, slips."""

import datetime as dt
from collections.abc import Iterator

from django.db.models import Q, QuerySet

from cod.dues.selectors import cash_of, due_of
from cod.pos.lifecycle import HELD, IssueState, TerminalState
from cod.pos.models import Binding, Collection, Terminal
from cod.pos.selectors import drivers_for, issues_for, runs_for, terminals_for
from cod.totals.selectors.totals import driver_totals_for
from core.types import JsonObject
from dispatch.fleet.models import Driver
from dispatch.runs.lifecycle import HANDED_OVER
from people.models import User
from people.selectors import platforms_of


def cashier_day(user: User, date: dt.date) -> JsonObject:
    """{"issues", "runs", "stats"} of the cashier's desk: terminals of the day (and any still out), runs with sums."""
    issues = list(issues_for(user).filter(Q(business_date=date) | Q(status__in=HELD)).exclude(status=IssueState.UNDONE))
    runs = list(_run_rows(user, date))
    stats = {
        "out": sum(1 for row in issues if row.status in HELD),
        "returned": sum(1 for row in issues if row.status == IssueState.RETURNED),
        "collected_fen": sum(row["collected_fen"] for row in runs),
        "open_fen": sum(row["due_fen"] for row in runs),
        "cash_fen": sum(row["cash_fen"] for row in runs),
    }
    return {"issues": issues, "runs": runs, "stats": stats}


def free_terminals(user: User) -> QuerySet[Terminal]:
    """Terminals that may be issued now."""
    return terminals_for(user).filter(state=TerminalState.ACTIVE).exclude(issues__status__in=HELD)


def free_drivers(user: User) -> QuerySet[Driver]:
    """Drivers who may be given a terminal: active, agreement signed, trained, none out (INV-46)."""
    able = drivers_for(user).filter(active=True, pos_agreement__isnull=False, pos_training__isnull=False)
    return able.exclude(pos_issues__status__in=HELD)


def slips(user: User, date: dt.date) -> QuerySet[Collection]:
    """Collections of a day with the doc admin's finding, driver by driver."""
    rows = Collection.objects.filter(platform__in=platforms_of(user), run__business_date=date)
    return rows.select_related("order", "driver", "terminal", "slip_check").order_by("driver__code", "collected_at")


def _run_rows(user: User, date: dt.date) -> Iterator[JsonObject]:
    """One row per run, in a number of queries that does not grow with the runs."""
    runs = list(runs_for(user).filter(business_date=date, status__in=HANDED_OVER).order_by("driver__code"))
    totals = {row.run_id: row for row in driver_totals_for(user).filter(run__in=runs)}
    bound: dict[int, list[int]] = {}
    for run_id, order_id in Binding.objects.filter(run__in=runs).values_list("run_id", "order_id"):
        bound.setdefault(run_id, []).append(order_id)
    every = [pk for ids in bound.values() for pk in ids]
    paid = dict(Collection.objects.filter(order__in=every).values_list("order_id", "amount_fen"))
    due, cash = due_of(every), cash_of(every)
    for run in runs:
        ids = bound.get(run.pk, [])
        yield {
            "run": run,
            "total": totals.get(run.pk),
            "orders": len(ids),
            "slips": sum(pk in paid for pk in ids),
            "collected_fen": sum(paid.get(pk, 0) for pk in ids),
            "due_fen": sum(due.get(pk, 0) for pk in ids),
            "cash_fen": sum(cash.get(pk, 0) for pk in ids),
        }
