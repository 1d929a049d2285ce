"""What the worker does for imports. Each calls one service; rows and renames decide who works."""

from celery import shared_task

from core import clock
from orders.intake.services.draft_work import draft_advance
from orders.intake.services.drafts import drafts_nudge
from orders.intake.services.watch import folder_nudge


@shared_task(ignore_result=True)
def draft_work(draft_id: int) -> None:
    """Check or import one long file."""
    with clock.pinned():
        draft_advance(draft_id=draft_id)


@shared_task(ignore_result=True)
def imports_nudge() -> None:
    """Find drafts whose wake-up was lost, and files in the watched folder."""
    with clock.pinned():
        drafts_nudge()
        folder_nudge()
