"""Timed jobs: each runs once per business date, claimed by a row, caught up when missed (INV-48).

`config/timetable.py` is the one list of jobs. The beat only nudges `jobs_tick`; the calendar and `JobRun` decide.
"""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.module_loading import import_string

from core import clock
from core.models import Heartbeat, JobRun

LEASE = dt.timedelta(minutes=10)
LATE = dt.timedelta(minutes=5)
LOOK_BACK_DAYS = 14


@dataclass(frozen=True)
class Job:
    """A timed job: due at `at` (Shanghai), `days_after` the business date; `run` is the path of a service."""

    name: str
    at: str
    run: str
    days_after: int = 0
    title: str = ""

    def due_at(self, business_date):
        return clock.at(business_date + dt.timedelta(days=self.days_after), self.at)


def table():
    """The timetable: job name -> Job."""
    return {job.name: job for job in import_string(settings.TIMETABLE)}


def jobs_tick():
    """Run every job that has fallen due and was not run; returns the (job, date) pairs that ran."""
    instant = clock.now()
    ran = []
    for job, date in _due(instant):
        if job_run(name=job.name, business_date=date):
            ran.append((job.name, date))
    return ran


def job_run(*, name, business_date):
    """Claim and run one job of one date; False when somebody has it or it is done."""
    job = table()[name]
    run = _claim(job, business_date)
    if run is None:
        return False
    try:
        with transaction.atomic():
            message = import_string(job.run)(business_date=business_date)
    except Exception as error:
        _finish(run, JobRun.FAILED, f"{type(error).__name__}: {error}")
        raise
    _finish(run, JobRun.DONE, str(message or ""))
    return True


def born_on():
    """The first business date for which jobs are owed: the day this system first ran."""
    beat, _ = Heartbeat.objects.get_or_create(
        name="system", defaults={"beat_at": clock.real_now(), "born_on": clock.today()}
    )
    return beat.born_on


def heartbeat(name="worker"):
    """Note that a worker is alive, by the machine's own clock."""
    Heartbeat.objects.update_or_create(name=name, defaults={"beat_at": clock.real_now()})


def _due(instant):
    today = clock.local(instant).date()
    first = max(born_on(), today - dt.timedelta(days=LOOK_BACK_DAYS))
    days = [first + dt.timedelta(days=n) for n in range((today - first).days + 1)]
    done = set(JobRun.objects.filter(business_date__gte=first, state=JobRun.DONE).values_list("job", "business_date"))
    slots = [(job.due_at(day), job, day) for job in table().values() for day in days]
    due = [slot for slot in slots if slot[0] <= instant and (slot[1].name, slot[2]) not in done]
    return [(job, day) for _, job, day in sorted(due, key=lambda slot: (slot[0], slot[1].name))]


def _claim(job, business_date):
    due_at = job.due_at(business_date)
    real = clock.real_now()
    try:
        with transaction.atomic():
            JobRun.objects.create(
                job=job.name, business_date=business_date, due_at=due_at, caught_up=clock.now() - due_at > LATE
            )
    except IntegrityError:
        pass
    free = Q(lease_until__isnull=True) | Q(lease_until__lt=real)
    mine = JobRun.objects.filter(free, job=job.name, business_date=business_date).exclude(state=JobRun.DONE)
    run = JobRun.objects.get(job=job.name, business_date=business_date)
    taken = mine.filter(attempts=run.attempts).update(
        state=JobRun.CLAIMED, lease_until=real + LEASE, started_at=clock.now(), attempts=run.attempts + 1
    )
    return run if taken else None


def _finish(run, state, message):
    lease = None if state == JobRun.DONE else clock.real_now() + dt.timedelta(minutes=1)
    JobRun.objects.filter(pk=run.pk).update(
        state=state, message=message[:2000], finished_at=clock.now(), lease_until=lease
    )
