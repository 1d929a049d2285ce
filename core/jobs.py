"""Timed jobs: each runs once per business date, claimed by a row, caught up when missed (INV-48).

`config/jobs.py` is the one list of jobs. The beat only nudges `jobs_tick`; the calendar and `JobRun` decide.
Who works on a job holds its row locked, so a worker that dies sets it free at that moment (decision 6).
"""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q
from django.utils.module_loading import import_string
from django.utils.translation import gettext

from core import clock
from core.deadlines import Deadline, timetable
from core.models import Heartbeat, JobRun
from core.translatable import lines_kept

RETRY = dt.timedelta(minutes=1)
LATE = dt.timedelta(minutes=5)
LOOK_BACK_DAYS = 14
MESSAGE_SIGNS = 2000


@dataclass(frozen=True)
class Job:
    """A timed job: due at its deadline; `run` is the path of a service, `title` what people call it (msgid)."""

    name: str
    due: Deadline
    run: str
    title: str


def timed_jobs() -> dict[str, Job]:
    """Job name -> Job, of every timed job."""
    return {job.name: job for job in import_string(settings.TIMED_JOBS)}


def job_title(name: str) -> str:
    """What people call a job, in the reader's language; the code of one that is no more."""
    job = timed_jobs().get(name)
    return gettext(job.title) if job else name


def jobs_tick() -> list[tuple[str, dt.date]]:
    """Run every job that has fallen due and was not run; returns the (job, date) pairs that ran."""
    instant = clock.now()
    ran = []
    for job, date in _due(instant):
        if job_run(name=job.name, business_date=date):
            ran.append((job.name, date))
    return ran


def job_run(*, name: str, business_date: dt.date) -> bool:
    """Claim and run one job of one date; False when somebody has it or it is done."""
    job = timed_jobs()[name]
    attempt = _claim(job, business_date)
    if not attempt:
        return False
    try:
        return _run(job, business_date, attempt)
    except Exception as error:
        _fail(job, business_date, attempt, f"{type(error).__name__}: {error}")
        raise


def born_on() -> dt.date:
    """The first business date for which jobs are owed: the day this system first ran."""
    beat, _ = Heartbeat.objects.get_or_create(
        name="system", defaults={"beat_at": clock.real_now(), "born_on": clock.today()}
    )
    assert beat.born_on, "the system's row says when it began"
    return beat.born_on


def heartbeat(name: str = "worker") -> None:
    """Note that a worker is alive, by the machine's own clock."""
    Heartbeat.objects.update_or_create(name=name, defaults={"beat_at": clock.real_now()})


def _due(instant: dt.datetime) -> list[tuple[Job, dt.date]]:
    today = clock.local(instant).date()
    first = max(born_on(), today - dt.timedelta(days=LOOK_BACK_DAYS))
    days = [first + dt.timedelta(days=n) for n in range((today - first).days + 1)]
    done = set(JobRun.objects.filter(business_date__gte=first, state=JobRun.DONE).values_list("job", "business_date"))
    hours = timetable()
    slots = [(hours.at(job.due, day), job, day) for job in timed_jobs().values() for day in days]
    due = [slot for slot in slots if slot[0] <= instant and (slot[1].name, slot[2]) not in done]
    return [(job, day) for _, job, day in sorted(due, key=lambda slot: (slot[0], slot[1].name))]


def _claim(job: Job, business_date: dt.date) -> int:
    """The number of this attempt, written down before it begins, so that a death leaves a trace; 0 when not ours."""
    _announce(job, business_date)
    real = clock.real_now()
    with transaction.atomic():
        run = _held(job, business_date, Q(retry_at__isnull=True) | Q(retry_at__lt=real))
        if run is None:
            return 0
        run.state, run.started_at, run.attempts, run.retry_at = JobRun.CLAIMED, clock.now(), run.attempts + 1, None
        run.save()
    return run.attempts


def _announce(job: Job, business_date: dt.date) -> None:
    due_at = job.due.at(business_date)
    late = clock.now() - due_at > LATE
    JobRun.objects.get_or_create(
        job=job.name, business_date=business_date, defaults={"due_at": due_at, "caught_up": late}
    )


def _run(job: Job, business_date: dt.date, attempt: int) -> bool:
    """The work and the word "done" in one transaction; its row lock is what tells others that we live."""
    with transaction.atomic():
        run = _held(job, business_date, Q(attempts=attempt))
        if run is None:
            return False
        run.message = lines_kept(import_string(job.run)(business_date=business_date) or "", MESSAGE_SIGNS)
        run.state, run.finished_at = JobRun.DONE, clock.now()
        run.save()
    return True


def _held(job: Job, business_date: dt.date, still: Q) -> JobRun | None:
    """The row, locked until the transaction ends; None when it is done, somebody holds it, or `still` fails."""
    rows = JobRun.objects.filter(still, job=job.name, business_date=business_date).exclude(state=JobRun.DONE)
    skip = connection.features.has_select_for_update_skip_locked
    return rows.select_for_update(skip_locked=skip, no_key=True).first()


def _fail(job: Job, business_date: dt.date, attempt: int, message: str) -> None:
    mine = JobRun.objects.filter(job=job.name, business_date=business_date, attempts=attempt)
    mine.update(
        state=JobRun.FAILED, message=message[:MESSAGE_SIGNS], finished_at=clock.now(), retry_at=clock.real_now() + RETRY
    )
