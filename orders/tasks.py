"""What the worker does for the orders' room. Each calls one service; rows and renames decide who works."""

from celery import shared_task

from core import clock
from orders.services.desk import cases_escalate
from orders.services.draft_work import draft_run
from orders.services.drafts import drafts_nudge
from orders.services.watch import folder_nudge


@shared_task(ignore_result=True)
def draft_work(draft_id):
    """Check or import one long file."""
    with clock.pinned():
        draft_run(draft_id=draft_id)


@shared_task(ignore_result=True)
def exceptions_nudge():
    """Tell who leads of the cases that fell overdue."""
    with clock.pinned():
        cases_escalate()


@shared_task(ignore_result=True)
def imports_nudge():
    """Find drafts whose wake-up was lost, and files in the watched folder."""
    with clock.pinned():
        drafts_nudge()
        folder_nudge()
