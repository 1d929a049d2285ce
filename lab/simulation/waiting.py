"""Waiting for a timed job: it is the workers' work, not ours."""

import datetime as dt
import time

from lab.http import Session, Transport

JOB_SECONDS = 900.0


def job_wait(session: Session, transport: Transport, job: str, business_date: dt.date) -> None:
    """Return when the timed job of the date is done; TimeoutError when it takes too long."""
    end = time.monotonic() + JOB_SECONDS
    while time.monotonic() < end:
        transport.jobs_wait(0.3)
        rows = session.get("jobs/", business_date=str(business_date))["results"]
        if any(row["job"] == job and row["state"] == "done" for row in rows):
            return
    raise TimeoutError(f"the timed job {job} of {business_date} was not done in {JOB_SECONDS:g} s: is a worker up?")
