"""The driver's detail and total of a day: made by the cashier, signed by both, then unchangeable (DOC-12, INV-33)."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cod.dues.selectors import cash_of, due_of
from cod.pos.models import Binding, Collection, PosIssue
from cod.pos.payways import CASH
from cod.pos.services.holds import holds_release
from cod.totals.exports import driver_total_paper
from cod.totals.figures import RunTotals, TotalRow
from cod.totals.kinds import DRIVER_TOTAL, DRIVER_TOTAL_MAKE
from cod.totals.models import DriverTotal
from core import audit
from core.errors import Conflict, NotAllowed
from core.lifecycle import N_
from core.money import yuan
from core.translatable import translatable
from dispatch.runs.lifecycle import HANDED_OVER, UNDELIVERED, StopState
from dispatch.runs.models import Run, RunStop
from orders.register.lifecycle import OrderState, PaperKind, PaperState
from orders.register.models import Document
from people.models import User
from sheets.lifecycle import SheetState
from sheets.models import Signature
from sheets.services.papers import sheet_issue, sheet_sign, sheet_void


@transaction.atomic
def driver_total_make(*, run: Run, actor: User) -> DriverTotal:
    """Make the day's detail and total of a run; an unsigned former one is void. Returns the DriverTotal."""
    run = Run.objects.select_for_update(of=("self",), no_key=True).select_related("driver", "platform").get(pk=run.pk)
    if run.status not in HANDED_OVER:
        raise Conflict("run_not_out", _("Run %(run)s has not been handed over."), run=run.number)
    former = _former(run, actor)
    figures = figures_of(run)
    if not figures.holds:
        text = _("The money of %(run)s does not add up: %(bound)s bound, %(refused)s refused, %(collected)s collected.")
        where = {"bound": yuan(figures.bound), "refused": yuan(figures.refused), "collected": yuan(figures.collected)}
        raise Conflict("identity", text, run=run.number, **where)
    sheet = sheet_issue(
        kind=DRIVER_TOTAL,
        platform=run.platform,
        business_date=run.business_date,
        about=f"run:{run.pk}",
        content=driver_total_paper(run, _terminal_no(run), figures),
        actor=actor,
        replaces=former.sheet if former else None,
    )
    total = DriverTotal.objects.create(
        run=run, sheet=sheet, total_fen=figures.collected, delivered=figures.delivered, billable=figures.billable
    )
    audit.record(actor=actor, action=DRIVER_TOTAL_MAKE, subject=total, new={"total_fen": figures.collected})
    return total


@transaction.atomic
def driver_total_sign(
    *, total: DriverTotal, side: str, signer: User, shown_hash: str, method: str = Signature.SESSION
) -> bool:
    """Driver or cashier signs; True when both have. What is left of the day's pre-authorisation then ends."""
    run = total.run
    if side == "driver" and signer.pk != run.driver.user_id:
        raise NotAllowed("not_his_run", _("Only driver %(driver)s signs for this run."), driver=run.driver.code)
    if side == "cashier" and signer.platform_id != run.platform_id:
        raise NotAllowed("other_platform", _("A cashier of this platform signs."))
    if not sheet_sign(sheet=total.sheet, side=side, signer=signer, method=method, shown=shown_hash):
        return False
    if not due_left(run):
        holds_release(run=run, business_date=run.business_date)
    return True


def figures_of(run: Run) -> RunTotals:
    """The RunTotals of a run by the ledger and the collections, as they stand now."""
    stops = list(run.stops.exclude(status=StopState.REMOVED).select_related("order").order_by("sequence"))
    ids = [stop.order_id for stop in stops]
    bound = dict(Binding.objects.filter(run=run).values_list("order_id", "amount_fen"))
    paid = {row.order_id: row for row in Collection.objects.filter(order_id__in=ids, run=run)}
    here = _at_these_doors(stops)
    due, cash = due_of(here), cash_of(here)
    papers = set(
        Document.objects.filter(order_id__in=ids, kind=PaperKind.RECEIPT)
        .exclude(status=PaperState.ABSENT)
        .values_list("order_id", flat=True)
    )
    return RunTotals([_row(stop, bound, paid, due, cash, papers) for stop in stops])


def due_left(run: Run) -> int:
    """Fen that are still due at the doors of a run."""
    return sum(due_of(_at_these_doors(run.stops.exclude(status=StopState.REMOVED))).values())


def _at_these_doors(stops: QuerySet[RunStop] | list[RunStop]) -> list[int]:
    """Order ids of the stops that may still owe something to this run; a refused order that is delivered again does
    not: its money belongs to its next run."""
    return [stop.order_id for stop in stops if stop.status not in UNDELIVERED]


def _row(
    stop: RunStop,
    bound: dict[int, int],
    paid: dict[int, Collection],
    due: dict[int, int],
    cash: dict[int, int],
    papers: set[int],
) -> TotalRow:
    order, collection = stop.order, paid.get(stop.order_id)
    held = cash.get(order.pk, 0)
    return TotalRow(
        order_id=order.pk,
        order_no=order.order_no,
        status=order.status,
        bound=bound.get(order.pk, 0),
        amount=order.amount_due_fen,
        collected=collection.amount_fen if collection else 0,
        cash=held,
        still_open=due.get(order.pk, 0),
        way=collection.way if collection else CASH if held else None,
        reference=collection.reference if collection else "",
        paper=order.pk in papers,
        billable=stop.status == StopState.FAILED
        or (stop.status == StopState.DONE and order.status == OrderState.DELIVERED),
    )


def _former(run: Run, actor: User) -> DriverTotal | None:
    former = (
        DriverTotal.objects.select_for_update(of=("self",), no_key=True)
        .select_related("sheet")
        .filter(run=run, active=True)
        .first()
    )
    if former is None:
        return None
    if former.sheet.status == SheetState.SIGNED:
        raise Conflict(
            "total_signed", _("The total of %(run)s is signed; it does not change any more."), run=run.number
        )
    sheet_void(sheet=former.sheet, reason=translatable(N_("Made anew.")), actor=actor)
    DriverTotal.objects.filter(pk=former.pk).update(active=False)
    return former


def _terminal_no(run: Run) -> str:
    issue = PosIssue.objects.filter(driver=run.driver, business_date=run.business_date, issued_at__isnull=False).last()
    return issue.terminal.serial if issue else ""
