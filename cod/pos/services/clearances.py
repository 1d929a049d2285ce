"""The clearance of a run, pushed to dispatch: what its goods are worth at the door, and what is held for them."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Sum

from cod.dues import chart
from cod.pos.lifecycle import IssueState
from cod.pos.models import Hold, PosIssue
from dispatch.runs.lifecycle import StopState
from dispatch.runs.models import Run
from dispatch.runs.services.clearance import clearance_set
from ledger.models import Account
from orders.register.models import about_order


@transaction.atomic
def clearances_follow(*, order_ids: Iterable[int]) -> None:
    """Refresh the runs on which these orders still stand open."""
    for run in (
        Run.objects.filter(stops__order_id__in=order_ids, stops__status=StopState.OPEN).distinct().order_by("pk")
    ):
        clearance_refresh(run=run)


@transaction.atomic
def clearance_follow(*, run_id: int) -> None:
    """Refresh this run."""
    clearance_refresh(run=Run.objects.get(pk=run_id))


@transaction.atomic
def clearance_refresh(*, run: Run) -> None:
    """Write the run's requirement and hold again (INV-17): at a new sheet, a hold, a terminal, a refusal."""
    orders = run.stops.exclude(status=StopState.REMOVED).values_list("order_id", flat=True)
    holds = list(Hold.objects.filter(run=run))
    clearance_set(
        run=run,
        required_fen=_sum(chart.DUE, [about_order(pk) for pk in orders]),
        held_fen=_sum(chart.HOLD, [f"hold:{hold.pk}" for hold in holds]),
        terminal_no=_terminal_no(run),
        auth_codes=" ".join(hold.auth_code for hold in holds),
    )


def _sum(code: str, keys: list[str]) -> int:
    return Account.objects.filter(code=code, key__in=keys).aggregate(sum=Sum("balance_fen"))["sum"] or 0


def _terminal_no(run: Run) -> str:
    issues = PosIssue.objects.filter(driver=run.driver, business_date=run.business_date)
    issue = (
        issues.filter(status__in=(IssueState.OUT, IssueState.RETURNING, IssueState.RETURNED)).order_by("-pk").first()
    )
    return issue.terminal.serial if issue else ""
