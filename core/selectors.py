"""Reads of the mechanisms' own rows: runs of timed jobs, the calendar, the history of a thing."""

from core import audit
from core.models import AuditRow, JobRun, WorkDay


def job_runs(business_date=None):
    """Runs of timed jobs, newest due first; of one business date (a date or its ISO text) when given."""
    rows = JobRun.objects.all()
    return rows.filter(business_date=business_date) if business_date else rows


def days_of(year):
    """What the calendar holds for a year."""
    return WorkDay.objects.filter(date__year=year)


def history_of(thing):
    """The audit rows of one row, oldest first."""
    return AuditRow.objects.filter(subject=audit.ref(thing))
