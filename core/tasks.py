"""What the beat nudges. Each fetches and calls one service."""

from celery import shared_task

from core import clock, jobs, outbox


@shared_task(ignore_result=True)
def jobs_tick() -> None:
    """Run what has fallen due."""
    with clock.pinned():
        jobs.heartbeat()
        jobs.jobs_tick()


@shared_task(ignore_result=True)
def outbox_pump() -> None:
    """Send what waits."""
    with clock.pinned():
        while outbox.outbox_pump():
            pass
