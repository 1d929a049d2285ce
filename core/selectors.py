"""Reads of the mechanisms' own rows: runs of timed jobs, the calendar, the history of a thing."""

import datetime as dt

from django.db.models import Model, QuerySet

from core import audit
from core.models import AuditRow, JobRun, WorkDay


def job_runs(business_date: dt.date | str | None = None) -> QuerySet[JobRun]:
    """Runs of timed jobs, newest due first; of one business date (a date or its ISO text) when given."""
    rows = JobRun.objects.all()
    return rows.filter(business_date=business_date) if business_date else rows


def days_of(year: int) -> QuerySet[WorkDay]:
    """What the calendar holds for a year."""
    return WorkDay.objects.filter(date__year=year)


def history_of(thing: Model) -> QuerySet[AuditRow]:
    """The audit rows of one row, oldest first."""
    return AuditRow.objects.filter(subject=audit.ref(thing))
