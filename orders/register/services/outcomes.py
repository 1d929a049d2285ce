"""The one writer of what came of an order; rows are only added."""

import datetime as dt

from django.db import transaction

from core import clock
from orders.register.models import Order, Outcome, OutcomeSigner
from people.models import User


@transaction.atomic
def outcome_add(
    *,
    order: Order,
    result: str,
    occurred_at: dt.datetime | None = None,
    signer_name: str = "",
    reason: str = "",
    driver_user: User | None = None,
    pieces_back: int = 0,
    client_staff_no: str = "",
    note: str = "",
) -> Outcome:
    """Add the newest outcome of an order. `result`: delivered, refused_phone, refused_onsite, in_progress.

    What was paid by now, and with what, is kept with it: the client is told of the money and not of its own wish.
    """
    instant = clock.now()
    signer = OutcomeSigner.objects.create(name=signer_name[:60]) if signer_name else None
    way, collected_fen = Order.objects.values_list("paid_with", "collected_fen").get(pk=order.pk)
    return Outcome.objects.create(
        order=order,
        result=result,
        reason=reason,
        signer=signer,
        driver_user=driver_user,
        collected_fen=collected_fen,
        way=way,
        pieces_back=pieces_back,
        client_staff_no=client_staff_no,
        note=note[:100],
        occurred_at=occurred_at or instant,
        recorded_at=instant,
    )
