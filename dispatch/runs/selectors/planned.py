"""What intake asks about plans."""

from dispatch.runs.lifecycle import StopState
from dispatch.runs.models import RunStop
from orders.intake.questions import PlannedAmong


def planned_among(asked: PlannedAmong) -> set[int]:
    """Those of these orders that stand on a run and were not taken off it."""
    rows = RunStop.objects.filter(order__in=asked.order_ids).exclude(status=StopState.REMOVED)
    return set(rows.values_list("order_id", flat=True))
