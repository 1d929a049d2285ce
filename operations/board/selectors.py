"""The day board: every deadline with its light, and the figures behind it (part b)."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum
from django.utils.translation import gettext as _

from cod.pos.deadlines import TERMINALS_BACK
from cod.pos.lifecycle import IssueState
from cod.pos.models import Collection, PosIssue
from cod.sheet23.deadlines import COD_CUT_OFF
from core import calendar, clock
from core.deadlines import Deadline, Timetable, timetable
from core.jobs import LATE, job_title, timed_jobs
from core.models import Heartbeat, JobRun
from core.types import JsonObject
from dispatch.calls.deadlines import CALLS_DONE
from dispatch.calls.lifecycle import WITH_OUTCOME
from dispatch.calls.models import Appointment
from dispatch.doorstep.deadlines import DOORS_DONE
from dispatch.runs.deadlines import RUNS_LOADED
from dispatch.runs.lifecycle import CLOSED, UNDELIVERED, RunState, StopState
from dispatch.runs.models import Run
from orders.exceptions.lifecycle import CaseState
from orders.exceptions.models import ExceptionCase
from orders.feedback.deadlines import FEEDBACK_FINAL, FEEDBACK_NOON
from orders.feedback.lifecycle import FeedbackKind
from orders.feedback.models import FeedbackExport
from orders.gate.deadlines import GOODS_ACCEPTED, TRUCK_HERE
from orders.gate.models import Arrival
from orders.intake.deadlines import ORDERS_IMPORTED
from orders.register.lifecycle import REFUSED, OrderState
from orders.register.models import Order
from orders.register.selectors.clients import clients
from people.models import Platform, User
from people.selectors import platforms_of
from returns.evening.deadlines import DRIVERS_BACK

NOW = dt.timedelta()
NEVER_CAME = (OrderState.OUT_OF_AREA, OrderState.CANCELLED)
BEFORE_STOCK = (OrderState.EXPECTED, OrderState.INBOUND_EXCEPTION)
TURNED_DOWN = (*REFUSED, OrderState.RETURN_AT_PLATFORM)


@dataclass(frozen=True)
class Light:
    """One deadline: `done` of `total` by `at`. `tone`: ok, warn, late, info, mute."""

    deadline: Deadline
    at: dt.datetime
    done: int
    total: int
    tone: str
    note: str = ""

    @property
    def code(self) -> str:
        return self.deadline.rule

    @property
    def label(self) -> str:
        return self.deadline.label

    @property
    def missing(self) -> int:
        return max(self.total - self.done, 0)


def board(user: User, date: dt.date) -> JsonObject:
    """{lights, tiles, runs, by_status, warnings} of one business date."""
    places = platforms_of(user)
    orders = Order.objects.filter(business_date=date, platform__in=places)
    runs = Run.objects.filter(business_date=date, platform__in=places)
    return {
        "lights": lights(date, orders, runs, places),
        "tiles": tiles(date, orders, places),
        "runs": run_rows(runs),
        "by_status": by_status(orders),
        "warnings": warnings(date),
    }


def lights(date: dt.date, orders: QuerySet[Order], runs: QuerySet[Run], places: QuerySet[Platform]) -> list[Light]:
    """The deadlines of the day, in time order; what a client sends or is told counts for each client."""
    live = orders.exclude(status__in=NEVER_CAME)
    planned = Appointment.objects.filter(business_date=date, order__platform__in=places)
    total, planned_total, run_total = orders.count(), planned.count(), runs.count()
    sending = orders.order_by().values("client").distinct().count()
    trucks = Arrival.objects.filter(business_date=date, platform__in=places, client__in=orders.values("client"))
    arrived = trucks.order_by().values("client").distinct().count()
    accepted = live.exclude(status__in=BEFORE_STOCK).count()
    loaded = runs.filter(loaded_at__isnull=False).count()
    booked = planned.filter(status__in=WITH_OUTCOME).count()
    closed = live.filter(status__in=(OrderState.DELIVERED, *TURNED_DOWN)).count()
    on_road = runs.filter(departed_at__isnull=False)
    back = on_road.filter(returned_at__isnull=False).count()
    issues = PosIssue.objects.filter(business_date=date, terminal__platform__in=places)
    returned = issues.filter(status=IssueState.RETURNED).count()
    rows = [
        (ORDERS_IMPORTED, sending, max(len(clients()), 1), _("%(n)s orders") % {"n": total}),
        (TRUCK_HERE, arrived, max(sending, 1), ""),
        (GOODS_ACCEPTED, accepted, live.count(), ""),
        (RUNS_LOADED, loaded, run_total, ""),
        (CALLS_DONE, booked, planned_total, ""),
        (DOORS_DONE, closed, live.count(), ""),
        (DRIVERS_BACK, back, on_road.count(), ""),
        (TERMINALS_BACK, returned, issues.count(), ""),
        (COD_CUT_OFF, _ran("cod_sheet", date), 1, ""),
        (FEEDBACK_NOON, _told(date, FeedbackKind.NOON), max(sending, 1), ""),
        (FEEDBACK_FINAL, _told(date, FeedbackKind.FINAL), max(sending, 1), ""),
    ]
    hours, machines = timetable(), {job.due for job in timed_jobs().values()}
    found = [_light(row, date, hours, total > 0, LATE if row[0] in machines else NOW) for row in rows]
    return sorted(found, key=lambda light: light.at)


def tiles(date: dt.date, orders: QuerySet[Order], places: QuerySet[Platform]) -> dict[str, int]:
    """The figures that a manager reads first."""
    due = orders.exclude(status__in=NEVER_CAME).aggregate(fen=Sum("amount_original_fen"))["fen"] or 0
    paid = Collection.objects.filter(order__business_date=date, order__platform__in=places)
    taken = paid.aggregate(fen=Sum("amount_fen"))["fen"] or 0
    open_cases = ExceptionCase.objects.exclude(status=CaseState.CLOSED).filter(
        Q(order__platform__in=places) | Q(order__isnull=True)
    )
    return {
        "orders": orders.count(),
        "delivered": orders.filter(status=OrderState.DELIVERED).count(),
        "refused": orders.filter(status__in=TURNED_DOWN).count(),
        "on_road": orders.filter(status=OrderState.OUT_FOR_DELIVERY).count(),
        "due_fen": due,
        "collected_fen": taken,
        "exceptions": open_cases.count(),
        "exceptions_late": open_cases.filter(due_at__lt=clock.now()).count(),
    }


def run_rows(runs: QuerySet[Run]) -> Sequence[Run]:
    """Each run with its progress, those with most left first."""
    rows = runs.select_related("driver__user", "vehicle").annotate(
        total=Count("stops", filter=~Q(stops__status=StopState.REMOVED)),
        done=Count("stops", filter=Q(stops__status__in=CLOSED)),
        refused=Count("stops", filter=Q(stops__status__in=UNDELIVERED)),
    )
    left = rows.annotate(left=F("total") - F("done"))
    return sorted(left, key=lambda run: (run.status == RunState.RETURNED, -run.left, run.number))


def by_status(orders: QuerySet[Order]) -> Sequence[Mapping[str, Any]]:
    """[{code, n}] of the day's orders."""
    return list(orders.values("status").annotate(n=Count("id")).order_by("-n"))


def warnings(date: dt.date) -> list[str]:
    """What the machine itself has to say: a silent worker, failed or missed jobs, a year without holidays."""
    found = []
    beat = Heartbeat.objects.filter(name="worker").values_list("beat_at", flat=True).first()
    if beat is None or clock.real_now() - beat > dt.timedelta(minutes=2):
        found.append(_("No worker has given a sign of life for two minutes: timed jobs do not run."))
    for run in JobRun.objects.filter(state=JobRun.FAILED):
        found.append(_("Job %(job)s of %(date)s failed.") % {"job": job_title(run.job), "date": run.business_date})
    late = JobRun.objects.filter(caught_up=True, business_date__range=(date - dt.timedelta(days=1), date))
    if late:
        names = ", ".join(sorted({job_title(run.job) for run in late}))
        found.append(_("Timed jobs of this day or the day before ran late: %(names)s.") % {"names": names})
    if not calendar.year_known(date.year):
        found.append(
            _("The calendar of %(year)s has no official holidays yet: weekdays are used.") % {"year": date.year}
        )
    return found


def _told(date: dt.date, kind: FeedbackKind) -> int:
    return FeedbackExport.objects.filter(business_date=date, kind=kind).count()


def _ran(job: str, date: dt.date) -> int:
    return int(JobRun.objects.filter(job=job, business_date=date, state=JobRun.DONE).exists())


def _light(
    row: tuple[Deadline, int, int, str], date: dt.date, hours: Timetable, started: bool, grace: dt.timedelta
) -> Light:
    """`grace`: what a timed job may take before its light turns red."""
    deadline, done, total, note = row
    instant, at = clock.now(), hours.at(deadline, date)
    if total and done >= total:
        tone = "ok"
    elif not started or not total:
        tone = "mute"
    else:
        tone = "late" if instant > at + grace else "warn" if instant > hours.warns_at(deadline, date) else "info"
    return Light(deadline, at, done, total, tone, note)
