"""The static beat schedule. Beat only nudges: the calendar and the job rows decide what is due.

Every entry is a poll that is safe to run late, twice, or by two beats at once.
"""

from typing import Any


def schedule(*, simulation: bool) -> dict[str, dict[str, Any]]:
    """Entries for CELERY_BEAT_SCHEDULE; periods in seconds. A simulated clock runs fast, so it is looked at often."""
    jobs_every = 2.0 if simulation else 15.0
    return {
        "jobs-tick": _entry("core.tasks.jobs_tick", jobs_every),
        "outbox-pump": _entry("core.tasks.outbox_pump", 2.0 if simulation else 5.0),
        "exceptions-nudge": _entry("orders.exceptions.tasks.exceptions_nudge", 5.0 if simulation else 30.0),
        "imports-nudge": _entry("orders.intake.tasks.imports_nudge", 10.0),
    }


def _entry(task: str, every: float) -> dict[str, Any]:
    """A nudge that no worker took in its period is worthless: it expires, so that a stopped worker finds no heap."""
    return {"task": task, "schedule": every, "options": {"expires": max(every * 2, 10.0)}}
