"""Reads for the pages: the cashier's day, the money's standing, the slips."""

from django.db.models import Count, Q, Sum
from django.db.models.functions import Coalesce

from cod import chart
from cod.models import Account, Binding, Collection, Entry, SuspenseCase
from cod.selectors import driver_totals_for, drivers_for, issues_for, runs_for, terminals_for
from cod.services.driver_totals import cash_of
from cod.services.dues import due_of
from core.money import yuan
from people.selectors import platforms_of

LOADED = ("loaded", "departed", "returned")
OUT = ("prepared", "out", "returning")


def cashier_day(user, date):
    """{"issues", "runs", "stats"} of the cashier's desk: terminals of the day (and any still out), runs with sums."""
    issues = list(issues_for(user).filter(Q(business_date=date) | Q(status__in=OUT)).exclude(status="undone"))
    runs = list(_run_rows(user, date))
    stats = {
        "out": sum(1 for row in issues if row.status in OUT),
        "returned": sum(1 for row in issues if row.status == "returned"),
        "collected_fen": sum(row["collected_fen"] for row in runs),
        "open_fen": sum(row["due_fen"] for row in runs),
        "cash_fen": sum(row["cash_fen"] for row in runs),
    }
    return {"issues": issues, "runs": runs, "stats": stats}


def free_terminals(user):
    """Terminals that may be issued now."""
    return terminals_for(user).filter(state="active").exclude(issues__status__in=OUT)


def free_drivers(user):
    """Drivers who may be given a terminal: active, agreement signed, trained, none out (INV-46)."""
    able = drivers_for(user).filter(active=True, pos_agreement__isnull=False, pos_training__isnull=False)
    return able.exclude(pos_issues__status__in=OUT)


def standing(user):
    """[{code, title, fen, count}] of every account that is not empty, in the chart's order; holds apart at the end."""
    rows = Account.objects.exclude(balance_fen=0).values("code").annotate(fen=Sum("balance_fen"), count=Count("pk"))
    found = {row["code"]: row for row in rows.order_by()}
    return [
        {
            "code": kind.code, "title": kind.title, "per": kind.per, "fen": kind.sign * found[kind.code]["fen"],
            "count": found[kind.code]["count"], "memo": kind.code in chart.MEMO, "owed": kind.sign == chart.OWED,
        }
        for kind in chart.ACCOUNTS.values()
        if kind.code in found and kind.code != chart.HOLD_OUT
    ]  # fmt: skip


def cash_risk(user):
    """[{driver, fen}]: customers' cash in drivers' hands, not yet swiped."""
    held = dict(Account.objects.filter(code=chart.DRV_CASH, balance_fen__gt=0).values_list("key", "balance_fen"))
    rows = [{"driver": row, "fen": held.get(f"driver:{row.pk}", 0)} for row in drivers_for(user)]
    return [row for row in rows if row["fen"]]


def unsettled():
    """[{key, fen}]: swiped and not yet at the bank, by terminal and day."""
    rows = Account.objects.filter(code=chart.POS_CLR).exclude(balance_fen=0).order_by("key")
    return [{"key": row.key, "fen": row.balance_fen} for row in rows]


def day_entries(date):
    """Entries of a business date, newest first, with what they moved."""
    rows = Entry.objects.filter(business_date=date).select_related("order", "actor")
    owed_only = Q(postings__source__code__in=chart.STAGES, postings__target__code__in=chart.STAGES)
    moved, all_legs = Sum("postings__amount_fen", filter=~owed_only), Sum("postings__amount_fen")
    return rows.annotate(fen=Coalesce(moved, all_legs)).order_by("-pk")


def open_suspense():
    """Cases that nobody has explained yet."""
    return SuspenseCase.objects.filter(status="open").select_related(
        "order", "sale__terminal", "bank_line", "exception"
    )


def slips(user, date):
    """Collections of a day with the doc admin's finding, driver by driver."""
    rows = Collection.objects.filter(platform__in=platforms_of(user), run__business_date=date)
    return rows.select_related("order", "driver", "terminal", "slip_check").order_by("driver__code", "collected_at")


def _run_rows(user, date):
    """One row per run, in a number of queries that does not grow with the runs."""
    runs = list(runs_for(user).filter(business_date=date, status__in=LOADED).order_by("driver__code"))
    totals = {row.run_id: row for row in driver_totals_for(user).filter(run__in=runs)}
    bound = {}
    for run_id, order_id in Binding.objects.filter(run__in=runs).values_list("run_id", "order_id"):
        bound.setdefault(run_id, []).append(order_id)
    every = [pk for ids in bound.values() for pk in ids]
    paid = dict(Collection.objects.filter(order__in=every).values_list("order_id", "amount_fen"))
    due, cash = due_of(every), cash_of(every)
    for run in runs:
        ids = bound.get(run.pk, [])
        yield {
            "run": run, "total": totals.get(run.pk), "orders": len(ids), "slips": sum(pk in paid for pk in ids),
            "collected_fen": sum(paid.get(pk, 0) for pk in ids), "due_fen": sum(due.get(pk, 0) for pk in ids),
            "cash_fen": sum(cash.get(pk, 0) for pk in ids),
        }  # fmt: skip


def sheet_shown(row):
    """{"groups", "pending", "chart", "areas"} of a 23:00 sheet: area -> driver -> lines, as its content has them."""
    lines = [line for line in row.sheet.content["lines"] if not line.get("pending")]
    groups = {}
    for line in lines:
        area, driver = line["cells"][0], line["cells"][1]
        groups.setdefault(area, {}).setdefault(driver, []).append(line)
    shown = [
        {
            "area": area,
            "fen": sum(line["amount_fen"] for part in drivers.values() for line in part),
            "count": sum(len(part) for part in drivers.values()),
            "drivers": [
                {"driver": driver, "lines": part, "fen": sum(line["amount_fen"] for line in part)}
                for driver, part in drivers.items()
            ],
        }
        for area, drivers in groups.items()
    ]
    bars = [{"label": group["area"], "value": group["fen"], "text": yuan(group["fen"])} for group in shown]
    pending = [line for line in row.sheet.content["lines"] if line.get("pending")]
    return {"groups": shown, "pending": pending, "chart": bars, "count": len(lines)}
