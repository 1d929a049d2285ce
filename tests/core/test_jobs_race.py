"""Two workers at one job, and one that dies in the middle of it (INV-48), with real connections on PostgreSQL."""

import threading

import pytest
from django.db import connection, connections

from core import clock, jobs
from core.deadlines import Deadline
from core.jobs import Job
from core.models import AuditRow, JobRun

pytestmark = [pytest.mark.services, pytest.mark.usefixtures("committed")]
JOB = Job("slow", Deadline("slow", "Slow", "23:00"), "slow", "Slow")


class Slow:
    """A job that says when it has begun and ends when it is told to."""

    def __init__(self):
        self.begun, self.end, self.pids, self.calls = threading.Event(), threading.Event(), [], 0

    def __call__(self, *, business_date):
        self.calls += 1
        self.pids.append(connection.connection.info.backend_pid)
        now = clock.now()
        AuditRow.objects.create(action="slow", subject="job", about="job", occurred_at=now, recorded_at=now)
        self.begun.set()
        assert self.end.wait(20)
        return "worked"


@pytest.fixture
def slow(monkeypatch):
    job = Slow()
    monkeypatch.setattr(jobs, "timed_jobs", lambda: {JOB.name: JOB})
    monkeypatch.setattr(jobs, "import_string", lambda path: job)
    return job


def in_thread(day, results):
    def work():
        try:
            results.append(jobs.job_run(name="slow", business_date=day))
        except Exception as error:
            results.append(type(error).__name__)
        finally:
            connections.close_all()

    thread = threading.Thread(target=work)
    thread.start()
    return thread


def test_while_one_works_nobody_else_does(day, slow):
    results = []
    thread = in_thread(day, results)
    assert slow.begun.wait(20)
    assert [jobs.job_run(name="slow", business_date=day) for _ in range(3)] == [False] * 3
    slow.end.set()
    thread.join(20)
    assert (results, slow.calls) == ([True], 1)
    assert jobs.job_run(name="slow", business_date=day) is False


def test_a_worker_that_dies_sets_its_job_free_at_once(day, slow):
    """Its connection is cut as kill -9 cuts it; the next nudge runs the job at once, and nothing is doubled."""
    results = []
    thread = in_thread(day, results)
    assert slow.begun.wait(20)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [slow.pids[0]])
    slow.end.set()
    thread.join(20)
    JobRun.objects.update(retry_at=None)  # a killed worker cannot even write down that it failed
    assert jobs.job_run(name="slow", business_date=day) is True
    run = JobRun.objects.get()
    assert (run.state, run.attempts, slow.calls) == (JobRun.DONE, 2, 2)
    assert AuditRow.objects.filter(action="slow").count() == 1
    assert results in (["OperationalError"], ["InterfaceError"])
