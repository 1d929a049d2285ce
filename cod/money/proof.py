"""Proof that the ledger holds: what must always be true, asked of the database (the money page's list)."""

from django.db import transaction
from django.db.models import Sum

from cod.dues import chart
from cod.sheet23.models import CodSheet, CodSheetLine
from core.outbox import notify
from ledger import triggers
from ledger.models import Account, Entry, Posting
from ledger.services.seals import seals_broken
from orders.register.models import Order
from people.models import User
from people.roles import HQ_FINANCE, IT_SUPPORT

_STATE_OF_STAGE = {
    chart.PAY_UNC: "unpaid",
    chart.PAY_COL: "paid",
    chart.PAY_ARR: "arrived",
    chart.PAY_MAT: "reconciled",
    chart.PAY_REQ: "requested",
    chart.PAY_APP: "requested",
}


def ledger_verify():
    """Everything that does not hold, as lines of text; an empty list is right."""
    findings = [f"trigger {name} is missing" for name in triggers.missing()]
    findings += _balances() + _orders() + _states() + _sheets()
    return findings + [f"seal of {date} is broken" for date in seals_broken()]


@transaction.atomic
def ledger_check(*, business_date):
    """Timed job of the night: verify, and raise what does not hold. Returns a short message."""
    findings = ledger_verify()
    if findings:
        to = User.objects.filter(is_active=True, grants__role__in=(IT_SUPPORT, HQ_FINANCE)).values_list("pk", flat=True)
        notify(to_ids=list(to), kind="ledger_broken", count=len(findings), first=findings[0])

    return f"{len(findings)} findings" + (f": {findings[0]}" if findings else "")


def payment_states(order_ids=None):
    """{order id: payment state} by the ledger alone, for orders that have money."""
    rows = Account.objects.filter(code__in=chart.STAGES).exclude(balance_fen=0)
    stages = {row.key: row.code for row in rows}
    cash = _cash_orders()
    remitted = set(Posting.objects.filter(entry__kind="debit").values_list("order_id", flat=True))
    opened = Entry.objects.filter(kind="open")
    opened = opened.filter(order_id__in=order_ids) if order_ids is not None else opened
    states = {}
    for pk in opened.values_list("order_id", flat=True):
        stage = stages.get(f"order:{pk}")
        if stage is None:
            states[pk] = "remitted" if pk in remitted else "not_due"
        else:
            states[pk] = "cash_held" if stage == chart.PAY_COL and pk in cash else _STATE_OF_STAGE[stage]
    return states


def _balances():
    out = dict(Posting.objects.values_list("source").annotate(fen=Sum("amount_fen")).order_by())
    into = dict(Posting.objects.values_list("target").annotate(fen=Sum("amount_fen")).order_by())
    findings, total = [], 0
    for account in Account.objects.all():
        counted = into.get(account.pk, 0) - out.get(account.pk, 0)
        total += account.balance_fen
        if counted != account.balance_fen:
            findings.append(f"{account}: balance {account.balance_fen}, postings {counted}")
        if account.floor and account.sign * account.balance_fen < 0:
            findings.append(f"{account}: below zero")
    return findings + ([f"the ledger sums to {total}"] if total else [])


def _orders():
    """For each order DUE = uncollected = its amount while it is open; and held = owed."""
    due = dict(Account.objects.filter(code=chart.DUE).values_list("key", "balance_fen"))
    uncollected = {
        key: -fen for key, fen in Account.objects.filter(code=chart.PAY_UNC).values_list("key", "balance_fen")
    }
    findings = [
        f"{key}: due {due.get(key)}, owed {uncollected.get(key)}" for key in due if due[key] != uncollected.get(key)
    ]
    open_ = Order.objects.filter(payment_state="unpaid").values_list("pk", "amount_due_fen")
    findings += [
        f"order:{pk}: due {due.get(f'order:{pk}')}, asked {fen}" for pk, fen in open_ if due.get(f"order:{pk}") != fen
    ]
    return findings + _held_and_owed()


def _held_and_owed():
    """What stands in custody for an order equals what is owed for it, by its own postings."""
    sums = {}
    for side, sign in (("source__code", -1), ("target__code", 1)):
        rows = (
            Posting.objects.filter(order__isnull=False)
            .values_list("order_id", side)
            .annotate(fen=Sum("amount_fen"))
            .order_by()
        )
        for order_id, code, fen in rows:
            held, owed = sums.get(order_id, (0, 0))
            part = sign * fen
            sums[order_id] = (held, owed - part) if code in chart.STAGES else (held + part, owed)
    return [f"order:{pk}: held {held}, owed {owed}" for pk, (held, owed) in sums.items() if held != owed]


def _states():
    told = payment_states()
    rows = Order.objects.values_list("pk", "payment_state")
    return [
        f"order:{pk}: shown {state}, ledger {told[pk]}"
        for pk, state in rows
        if pk in told and state not in (told[pk], "exception")
    ]


def _sheets():
    """The lines of every 23:00 sheet still add up to what it printed."""
    lines = CodSheetLine.objects.values_list("cod_sheet").annotate(fen=Sum("collection__amount_fen")).order_by()
    sums = dict(lines)
    totals = CodSheet.objects.values_list("pk", "total_fen", "sheet__number")
    return [
        f"sheet {number}: {sums.get(pk, 0)} in lines, {fen} printed"
        for pk, fen, number in totals
        if sums.get(pk, 0) != fen
    ]


def _cash_orders():
    held = {}
    for field, sign in (("target__code", 1), ("source__code", -1)):
        rows = (
            Posting.objects.filter(**{field: chart.DRV_CASH})
            .values_list("order_id")
            .annotate(fen=Sum("amount_fen"))
            .order_by()
        )
        for pk, fen in rows:
            held[pk] = held.get(pk, 0) + sign * fen
    return {pk for pk, fen in held.items() if fen}
