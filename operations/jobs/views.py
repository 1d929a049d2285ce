"""The timed jobs."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from core import clock, jobs, selectors
from core.deadlines import timetable
from core.errors import Invalid
from core.inputs import date_given
from core.pagination import page_of
from operations.jobs.rights import JOBS_READ, JOBS_RUN
from people.access import Request, needs


@needs(JOBS_READ)
def job_list(request: Request) -> HttpResponse:
    """Timed jobs: when each is due and how its runs ended."""
    hours, today = timetable(), clock.today()
    table = [
        {"job": job, "title": jobs.job_title(job.name), "at": hours.at(job.due, today)}
        for job in jobs.timed_jobs().values()
    ]
    page = page_of(selectors.job_runs(), request)
    titles = {row.job: jobs.job_title(row.job) for row in page}
    rows = [(row, titles[row.job]) for row in page]
    context = {"page": page, "rows": rows, "table": table, "today": today}
    return render(request, "operations/jobs/jobs.html", context)


@needs(JOBS_RUN)
@require_POST
def job_again(request: Request) -> HttpResponse:
    """Run a job that failed or was missed, for a past date; a finished one is left alone."""
    name = request.POST.get("job", "")
    if name not in jobs.timed_jobs():
        raise Invalid("job", _("There is no such job."))
    ran = jobs.job_run(name=name, business_date=date_given(request.POST.get("date", "")))
    messages.info(request, _("The job ran.") if ran else _("The job is done already, or somebody runs it now."))
    return redirect("job-list")
