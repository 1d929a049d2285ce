"""The customer's own time, pushed upstream by the call desk: what excuses lateness (CON-15)."""

from django.db import transaction

from core import audit
from orders.register.models import Order


@transaction.atomic
def designation_keep(*, order, called_at, window_start=None, window_end=None, actor=None):
    """Keep what the customer said of his own time; without a window he took it back.

    Only words spoken before the promise ended count: afterwards nothing is excused and nothing is lost.
    """
    order = Order.objects.select_for_update(no_key=True).get(pk=order.pk)
    if order.promise_at is None or called_at > order.promise_at or not (window_start or order.designated_at):
        return
    said = called_at if window_start else None
    values = {"designated_at": said, "designated_from": window_start, "designated_until": window_end}
    Order.objects.filter(pk=order.pk).update(**values)
    new = {"from": window_start.isoformat(), "until": window_end.isoformat()} if window_start else None
    audit.record(actor=actor, action="order.designated", subject=order, new=new)
