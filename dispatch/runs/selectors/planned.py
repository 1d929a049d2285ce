"""What the orders' room asks about plans."""

from dispatch.runs.models import RunStop


def orders_planned(order_ids):
    """Those of these orders that stand on a run and were not taken off it."""
    rows = RunStop.objects.filter(order__in=order_ids).exclude(status="removed")
    return set(rows.values_list("order_id", flat=True))
