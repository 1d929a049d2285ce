"""Timed jobs run once for a date and are caught up; notices leave once (INV-48, BG-12)."""

import datetime as dt

from core import clock, jobs, outbox
from core.deadlines import Deadline
from core.jobs import Job
from core.models import JobRun, Notification

RAN = []


def work(*, business_date):
    RAN.append(business_date)
    return "worked"


JOBS = (Job("work", Deadline("work", "Work", "23:00"), f"{__name__}.work", "Work"),)


def test_a_job_runs_once_for_each_date_and_is_caught_up(day, settings, monkeypatch):
    """Not before 23:00; once however often it is nudged; two missed days are caught up and say so."""
    monkeypatch.setattr(jobs, "timed_jobs", lambda: {job.name: job for job in JOBS})
    monkeypatch.setattr(jobs, "import_string", lambda path: work)
    RAN.clear()
    jobs.born_on()
    clock.move_to(clock.at(day, "22:59"))
    assert jobs.jobs_tick() == []
    clock.move_to(clock.at(day, "23:01"))
    assert jobs.jobs_tick() == [("work", day)] and jobs.jobs_tick() == []
    assert jobs.job_run(name="work", business_date=day) is False
    clock.move_to(clock.at(day + dt.timedelta(days=2), "23:30"))
    jobs.jobs_tick()
    assert [day + dt.timedelta(days=n) for n in range(3)] == RAN
    assert JobRun.objects.filter(state=JobRun.DONE, caught_up=True).count() == 2


def test_a_notice_leaves_once(day):
    outbox.notify(to_ids=[7, 7, 8], kind="payment_paid", number="FK1")
    assert Notification.objects.count() == 0
    assert (outbox.outbox_pump(), outbox.outbox_pump()) == (2, 0)
    assert Notification.objects.count() == 2
