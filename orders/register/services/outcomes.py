"""The one writer of what came of an order; rows are only added."""

from django.db import transaction

from core import clock
from orders.register.models import Outcome, OutcomeSigner


@transaction.atomic
def outcome_add(
    *,
    order,
    result,
    occurred_at=None,
    signer_name="",
    reason="",
    driver_user=None,
    collected_fen=0,
    method="",
    pieces_back=0,
    client_staff_no="",
    note="",
):
    """Add the newest outcome of an order. `result`: delivered, refused_phone, refused_onsite, in_progress."""
    instant = clock.now()
    signer = OutcomeSigner.objects.create(name=signer_name[:60]) if signer_name else None
    return Outcome.objects.create(
        order=order,
        result=result,
        reason=reason,
        signer=signer,
        driver_user=driver_user,
        collected_fen=collected_fen,
        method=method,
        pieces_back=pieces_back,
        client_staff_no=client_staff_no,
        note=note[:100],
        occurred_at=occurred_at or instant,
        recorded_at=instant,
    )
