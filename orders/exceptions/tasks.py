"""What the worker does for exceptions."""

from celery import shared_task

from core import clock
from orders.exceptions.services.desk import cases_escalate


@shared_task(ignore_result=True)
def exceptions_nudge() -> None:
    """Tell who leads of the cases that fell overdue."""
    with clock.pinned():
        cases_escalate()
