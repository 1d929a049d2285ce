"""What is due and what is in hand for orders, by the ledger."""

from collections.abc import Iterable

from django.db.models import Sum

from cod.dues import chart
from ledger.models import Account, Posting
from orders.register.models import about_order


def due_of(order_ids: Iterable[int]) -> dict[int, int]:
    """{order id: fen still due at the door}; orders without an account are absent."""
    keys = {about_order(pk): pk for pk in order_ids}
    rows = Account.objects.filter(code=chart.DUE, key__in=keys).values_list("key", "balance_fen")
    return {keys[key]: balance for key, balance in rows}


def cash_of(order_ids: Iterable[int]) -> dict[int, int]:
    """{order id: fen in the driver's hand}."""
    keys = {about_order(pk): pk for pk in order_ids}
    held = dict.fromkeys(keys.values(), 0)
    rows = Posting.objects.filter(about__in=keys)
    for field, sign in (("target__code", 1), ("source__code", -1)):
        sums = rows.filter(**{field: chart.DRV_CASH}).values_list("about").annotate(fen=Sum("amount_fen")).order_by()
        for about, fen in sums:
            held[keys[about]] += sign * fen
    return held
