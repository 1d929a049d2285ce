"""Goods go from the store to the driver: sheet, match, two signatures, departure (FLW-C, DAY-04)."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core import clock, moves
from core.errors import Conflict, Missing, NotAllowed
from core.facts import publish
from core.lifecycle import N_
from core.money import yuan
from core.outbox import notify
from core.translatable import translatable
from dispatch.handover.cases import MISSING_AT_HANDOVER
from dispatch.handover.events import RunHandedOver
from dispatch.handover.kinds import MISSING_AT_HANDOVER_TOLD
from dispatch.handover.services.sheets import active_sheet, sheet_follow, sheet_make
from dispatch.runs import lifecycle
from dispatch.runs.lifecycle import RunAction, RunState, StopAction, StopState
from dispatch.runs.models import LineMatch, Run, RunClearance
from dispatch.runs.services.runs import lock_run
from dispatch.runs.services.stops import stops_mark
from orders.exceptions.models import ExceptionCase
from orders.exceptions.services.cases import exception_open
from orders.register.lifecycle import OrderAction
from orders.register.models import GoodsItem, Order
from orders.register.services.custody import goods_move
from orders.register.services.status import orders_move
from people.models import User
from people.roles import ACCOUNT_MANAGER, DRIVER, KEEPER
from people.selectors import user_ids_with
from people.services.places import store_of
from sheets.models import Sheet, Signature
from sheets.services.papers import sheet_sign


@transaction.atomic
def handover_issue(*, run: Run, actor: User) -> Sheet:
    """Issue the goods handover sheet; a changed load voids the former one. Returns the sheet (FLW-C.1)."""
    run = lock_run(run)
    if run.status not in (RunState.PLANNED, RunState.ISSUED):
        raise Conflict("run_closed", _("Run %(run)s has been handed over already."), run=run.number)
    return sheet_make(run=run, actor=actor, reason=translatable(N_("Issued anew.")))


@transaction.atomic
def handover_match(*, run: Run, orders: list[int], driver: User) -> list[int]:
    """The driver found these lines of the sheet on his pallet (FLW-C.2). `orders`: ids; `driver`: his user."""
    run = lock_run(run)
    if run.driver.user_id != driver.pk:
        raise Missing("run", _("This run is not there, or not yours."))
    sheet = _issued_sheet(run)
    strange = sorted(set(orders) - set(sheet_orders(sheet)))
    if strange:
        text = _("Order %(order)s is not on sheet %(sheet)s.")
        raise Conflict("not_on_sheet", text, order=strange[0], sheet=sheet.number)
    rows = [LineMatch(sheet=sheet, order_id=pk, by=driver, at=clock.now()) for pk in sorted(set(orders))]
    LineMatch.objects.bulk_create(rows, ignore_conflicts=True)
    return unmatched(sheet)


@transaction.atomic
def handover_missing(*, run: Run, order: Order, note: str, actor: User) -> ExceptionCase:
    """A line's goods are not on the pallet: off the sheet, a case for the client, its manager is told (FLW-C.2).

    `actor`: the run's driver or the keeper. The sheet is void and issued again without the line (INV-15).
    """
    run = lock_run(run)
    sheet = _issued_sheet(run)
    if DRIVER in actor.roles and run.driver.user_id != actor.pk:
        raise Missing("run", _("This run is not there, or not yours."))
    stop = run.stops.filter(order=order, status=StopState.OPEN).first()
    if stop is None or order.pk not in sheet_orders(sheet):
        text = _("Order %(order)s is not on sheet %(sheet)s.")
        raise Conflict("not_on_sheet", text, order=order.order_no, sheet=sheet.number)
    case = exception_open(kind=MISSING_AT_HANDOVER, order=order, description=note, actor=actor)
    reason = translatable(N_("Order %(order)s was not there at the handover."), order=order.order_no)
    stops_mark(action=StopAction.REMOVE, stop_ids=[stop.pk], actor=None, note=reason, closed_at=clock.now())
    sheet_follow(run=run, reason=reason, actor=None)
    told = user_ids_with(ACCOUNT_MANAGER) + user_ids_with(KEEPER, run.platform)
    params = {"order_no": order.order_no, "run": run.number}
    notify(to_ids=told, kind=MISSING_AT_HANDOVER_TOLD, about=order.audit_about, **params)
    return case


@transaction.atomic
def handover_sign(*, run: Run, side: str, signer: User, shown_hash: str, method: str = Signature.SESSION) -> bool:
    """One side signs; True when this completed the sheet and the goods are on the van (INV-14, INV-17, STM-07).

    Refused while the hold is short (the text names the amount), for the driver while a line is not matched.
    """
    run = lock_run(run)
    sheet = _issued_sheet(run)
    _right_person(run, side, signer)
    _cleared(run, sheet.run_sheet.total_fen)
    if side == "driver":
        _matched(sheet)
    if not sheet_sign(sheet=sheet, side=side, signer=signer, method=method, shown=shown_hash):
        return False
    _load(run, sheet, signer)
    return True


@transaction.atomic
def run_depart(*, run: Run, actor: User) -> None:
    """The van leaves (FLW-C.5, STM-08)."""
    run = lock_run(run)
    instant = clock.now()
    moves.move(lifecycle.RUN, RunAction.DEPART, Run, [run.pk], actor=actor, departed_at=instant)
    ids = list(run.stops.filter(status=StopState.OPEN).values_list("order_id", flat=True))
    orders_move(action=OrderAction.DEPART, order_ids=ids, actor=actor, occurred_at=instant)


def sheet_orders(sheet: Sheet) -> list[int]:
    """Ids of the orders on a handover sheet, in its order."""
    return [line["order"] for line in sheet.content["lines"]]


def unmatched(sheet: Sheet) -> list[int]:
    """Ids of the orders on the sheet that the driver has not found yet."""
    found = set(LineMatch.objects.filter(sheet=sheet).values_list("order_id", flat=True))
    return [pk for pk in sheet_orders(sheet) if pk not in found]


def _issued_sheet(run: Run) -> Sheet:
    row = active_sheet(run)
    if row is None:
        raise Conflict("no_sheet", _("The goods handover sheet of %(run)s has not been issued."), run=run.number)
    if run.status != RunState.ISSUED:
        raise Conflict("run_closed", _("Run %(run)s has been handed over already."), run=run.number)
    return row.sheet


def _right_person(run: Run, side: str, signer: User) -> None:
    if side == "driver" and signer.pk != run.driver.user_id:
        raise NotAllowed("not_his_run", _("Only %(driver)s signs for this run."), driver=run.driver.code)
    if side == "keeper" and signer.platform_id != run.platform_id:
        raise NotAllowed("other_platform", _("A keeper of this platform signs."))


def _cleared(run: Run, total: int) -> None:
    """INV-17: the terminal is issued and the hold reaches the sheet's total."""
    row = RunClearance.objects.select_for_update(no_key=True).filter(run=run).first()
    required = max(total, row.required_fen if row else 0)
    if required == 0:
        return
    if row is None or not row.terminal_no:
        raise Conflict("no_terminal", _("The terminal of %(run)s has not been issued."), run=run.number)
    if row.held_fen < required:
        text = _("The pre-authorisation of %(run)s is short %(short)s: %(held)s of %(required)s is held.")
        short, held = yuan(required - row.held_fen), yuan(row.held_fen)
        raise Conflict("hold_short", text, run=run.number, short=short, held=held, required=yuan(required))


def _matched(sheet: Sheet) -> None:
    left = len(unmatched(sheet))
    if left:
        text = _("%(count)s lines of sheet %(sheet)s are not matched yet.")
        raise Conflict("not_matched", text, count=left, sheet=sheet.number)


def _load(run: Run, sheet: Sheet, signer: User) -> None:
    instant, ids = clock.now(), sheet_orders(sheet)
    _matched(sheet)
    items = list(GoodsItem.objects.filter(order_id__in=ids))
    store, holder = store_of(run.platform), run.driver.holder
    orders_move(action=OrderAction.HAND_OVER, order_ids=ids, actor=signer, occurred_at=instant)
    goods_move(items=items, source=store, target=holder, sheet=sheet, actor=signer, moved_at=instant)
    moves.move(lifecycle.RUN, RunAction.LOAD, Run, [run.pk], actor=signer, loaded_at=instant)
    publish(RunHandedOver(run_id=run.pk, sheet_id=sheet.pk, order_ids=tuple(ids), actor_id=signer.pk))
