"""What intake asks of later rooms."""

from dataclasses import dataclass

from core.questions import Question


@dataclass(frozen=True)
class PlannedAmong(Question[set[int]]):
    """Which of these orders stand on a run?"""

    order_ids: tuple[int, ...]
