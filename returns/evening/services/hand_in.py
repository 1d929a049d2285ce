"""The evening's signatures: papers to the desk, goods to the store (FLW-J.3, STM-18, STM-19)."""

from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core import moves
from core.errors import Conflict, Invalid, NotAllowed
from core.outbox import notify
from core.types import Text
from dispatch.runs.lifecycle import RunState
from dispatch.runs.models import Run
from dispatch.runs.services.returning import run_return
from dispatch.runs.services.runs import lock_run
from orders.exceptions.models import ExceptionCase
from orders.exceptions.services.cases import Subject, exceptions_open
from orders.exceptions.services.next_steps import steps_resume
from orders.register.lifecycle import DeliveryResult, OrderAction, PaperKind, StoreArea
from orders.register.models import Document, GoodsItem, Order
from orders.register.services.custody import claim_undo, documents_receive, goods_move
from orders.register.services.outcomes import outcome_add
from orders.register.services.status import orders_move
from people.models import User
from people.roles import PLATFORM_MANAGER, SUPERVISOR
from people.selectors import user_ids_with
from people.services.places import buyer, desk_of, store_of
from returns.evening import lifecycle
from returns.evening.cases import RETURN_MISMATCH
from returns.evening.kinds import RETURN_DIFFERS
from returns.evening.lifecycle import EveningAction, EveningState
from returns.evening.matching import MatchOutcome
from returns.evening.models import EveningSheets
from sheets.lifecycle import SheetState
from sheets.models import Sheet, Signature
from sheets.services.papers import sheet_sign

HANDS = {"driver", "doc_admin"}
KEEPER = "keeper"


@transaction.atomic
def papers_sign(*, run: Run, side: str, signer: User, shown_hash: str, method: str = Signature.SESSION) -> bool:
    """One side signs the papers sheet; True when complete: the papers are at the desk (FLW-J.2)."""
    run, evening = _evening(run)
    sheet = _issued(evening.papers, _("No papers are handed in on run %(run)s."), run)
    _right_person(run, side, signer)
    complete = sheet_sign(sheet=sheet, side=side, signer=signer, method=method, shown=shown_hash)
    if complete:
        papers = list(Document.objects.filter(pk__in=[line["document"] for line in sheet.content["lines"]]))
        documents_receive(
            documents=papers, source=run.driver.holder, target=desk_of(run.platform), sheet=sheet, actor=signer
        )
        evening_settle(run=run, evening=evening, actor=signer)
    return complete


@transaction.atomic
def return_sign(*, run: Run, side: str, signer: User, shown_hash: str, method: str = Signature.SESSION) -> bool:
    """One side signs the return sheet; the keeper last. True when complete: the goods are in the store (STM-18).

    With the signatures of driver and document administrator a delivery without a paper is undone (STM-19).
    """
    run, evening = _evening(run)
    sheet = _issued(evening.goods, _("No goods come back on run %(run)s."), run)
    _right_person(run, side, signer)
    if side == KEEPER:
        _hands_first(sheet)
    complete = sheet_sign(sheet=sheet, side=side, signer=signer, method=method, shown=shown_hash)
    if complete:
        _accept(run, sheet, signer)
    elif _hands(sheet):
        _claims_undo(run, sheet)
    evening_settle(run=run, evening=evening, actor=signer)
    return complete


def return_counted(*, run: Run, found: Collection[int]) -> None:
    """Refuse to accept what the keeper's own count lacks (SCN-20). `found`: ids of the orders whose goods are there."""
    _run, evening = _evening(run)
    sheet = _issued(evening.goods, _("No goods come back on run %(run)s."), run)
    if {line["order"] for line in sheet.content["lines"]} - set(found):
        raise Conflict("not_all_there", _("A line has no tick: report the difference, or tick it when it is there."))


@transaction.atomic
def return_differ(*, run: Run, found: Collection[int], note: str, actor: User) -> list[ExceptionCase]:
    """The keeper counts otherwise (SCN-20): a case per order that is not there, supervisor and manager are told.

    `found`: ids of the orders whose goods are there. Nothing moves; he may sign when the rest is found.
    Returns the cases.
    """
    run, evening = _evening(run)
    sheet = _issued(evening.goods, _("No goods come back on run %(run)s."), run)
    _right_person(run, KEEPER, actor)
    _hands_first(sheet)
    orders = [line["order"] for line in sheet.content["lines"]]
    missing = [pk for pk in orders if pk not in set(found)]
    if not missing:
        raise Invalid("nothing_missing", _("Everything on the sheet is there: sign it."))
    if not note.strip():
        raise Invalid("note", _("Write in a few words what differs."))
    moves.move(lifecycle.EVENING, EveningAction.DIFFER, EveningSheets, [evening.pk], actor=actor, note=note[:300])
    rows = Order.objects.in_bulk(missing)
    subjects = [Subject(rows[pk], description=f"{sheet.number}: {note.strip()}") for pk in missing]
    cases = exceptions_open(kind=RETURN_MISMATCH, subjects=subjects, actor=actor)
    watchers = [pk for role in (SUPERVISOR, PLATFORM_MANAGER) for pk in user_ids_with(role, run.platform)]
    notify(
        to_ids=watchers,
        kind=RETURN_DIFFERS,
        about=f"run:{run.pk}",
        sheet=sheet.number,
        driver=run.driver.code,
        counted=len(orders) - len(missing),
        total=len(orders),
    )
    return cases


def evening_settle(*, run: Run, evening: EveningSheets, actor: User) -> None:
    """After a signature: the van is back when both have signed everything; cleared when the keeper accepted too."""
    papers_in = _signed(evening.papers)
    handed_in = papers_in and (evening.goods is None or _hands(evening.goods))
    if handed_in and run.status == RunState.DEPARTED:
        run_return(run=run, actor=actor)
    if papers_in and _signed(evening.goods):
        moves.move(lifecycle.EVENING, EveningAction.CLEAR, EveningSheets, [evening.pk], actor=actor)
    elif handed_in and evening.status == EveningState.MATCHED:
        moves.move(lifecycle.EVENING, EveningAction.HAND_IN, EveningSheets, [evening.pk], actor=actor)
    evening.refresh_from_db()


def _evening(run: Run) -> tuple[Run, EveningSheets]:
    run = lock_run(run)
    evening = EveningSheets.objects.select_for_update(no_key=True).filter(run=run).first()
    if evening is None:
        raise Conflict("not_matched", _("The papers and goods of %(run)s have not been matched yet."), run=run.number)
    return run, evening


def _issued(sheet: Sheet | None, nothing: Text, run: Run) -> Sheet:
    if sheet is None:
        raise Conflict("no_sheet", nothing, run=run.number)
    return sheet


def _right_person(run: Run, side: str, signer: User) -> None:
    if side == "driver" and signer.pk != run.driver.user_id:
        raise NotAllowed("not_his_run", _("Only %(driver)s signs for this run."), driver=run.driver.code)
    if side != "driver" and signer.platform_id != run.platform_id:
        raise NotAllowed("other_platform", _("Somebody of this platform signs."))


def _hands_first(sheet: Sheet) -> None:
    if not _hands(sheet):
        text = _("Driver and document administrator sign sheet %(sheet)s first.")
        raise Conflict("keeper_last", text, sheet=sheet.number)


def _hands(sheet: Sheet) -> bool:
    return set(sheet.signatures.values_list("side", flat=True)) >= HANDS


def _signed(sheet: Sheet | None) -> bool:
    """Whether nothing is left to sign on this sheet; also when there is none."""
    return sheet is None or type(sheet).objects.filter(pk=sheet.pk, status=SheetState.SIGNED).exists()


def _claims_undo(run: Run, sheet: Sheet) -> None:
    """INV-31: goods without a paper are refused goods; status, custody and outcome say so from now on."""
    admin = User.objects.get(signatures__sheet=sheet, signatures__side="doc_admin")
    lines = [line for line in sheet.content["lines"] if line["reason"] == MatchOutcome.NO_DOCUMENT]
    if not lines:
        return
    ids = [line["order"] for line in lines]
    items = list(GoodsItem.objects.filter(pk__in=[pk for line in lines for pk in line["items"]]))
    absent = list(Document.objects.filter(order__in=ids, kind=PaperKind.RECEIPT, holder=run.driver.holder))
    claim_undo(items=items, documents=absent, driver=run.driver.holder, buyer=buyer(), sheet=sheet, actor=admin)
    orders_move(action=OrderAction.NO_DOCUMENT, order_ids=ids, actor=admin, note=sheet.number)
    for order in Order.objects.filter(pk__in=ids).order_by("pk"):
        outcome_add(
            order=order,
            result=DeliveryResult.REFUSED_ONSITE,
            reason=MatchOutcome.NO_DOCUMENT,
            driver_user=run.driver.user,
            pieces_back=order.pieces,
            note=sheet.number,
        )


def _accept(run: Run, sheet: Sheet, keeper: User) -> None:
    lines = sheet.content["lines"]
    items = list(GoodsItem.objects.filter(pk__in=[pk for line in lines for pk in line["items"]]))
    store = store_of(run.platform)
    goods_move(items=items, source=run.driver.holder, target=store, sheet=sheet, actor=keeper, area=StoreArea.RETURNS)
    orders_move(action=OrderAction.RETURN_ACCEPTED, order_ids=[line["order"] for line in lines], actor=keeper)
    steps_resume(order_ids=[line["order"] for line in lines])
