"""What an evening leaves behind, who hears of it, and the words of each refusal (FLW-J.2, FLW-J.3, SCN-20)."""

import pytest

from core import clock
from core.errors import Refusal
from core.translatable import translated
from orders.exceptions.models import ExceptionCase
from orders.register.models import CustodyMovement, Document, Order, Outcome
from people.services.places import desk_of
from returns.evening.models import DocumentMatch, EveningSheets
from returns.evening.services.hand_in import papers_sign, return_counted, return_differ, return_sign
from returns.evening.services.matching import document_match
from sheets.models import Sheet
from tests.orders.gate import refused
from tests.returns.test_evening import items, matched, receipts, sign_hands
from tests.written import Since

pytestmark = pytest.mark.usefixtures("english")


def said(act):
    """(code, words) of the refusal."""
    with pytest.raises(Refusal) as no:
        act()
    return no.value.code, str(no.value)


def test_a_match_is_kept_order_by_order_with_who_and_when(world, d01):
    run, orders = d01
    since = Since()
    evening = matched(world, (run, orders))
    rows = {row.order_id: row for row in DocumentMatch.objects.filter(run=run)}
    kept = [rows[orders[place].pk] for place in (0, 1, 11)]
    assert [(row.document_present, row.goods_present, row.system_status, row.outcome) for row in kept] == [
        (True, "none", "delivered", "matched"),
        (False, "all", "refused_onsite", "matched_return"),
        (False, "all", "delivered", "no_document"),
    ]
    assert {(row.decided_by, row.at) for row in kept} == {(world.doc_admin, clock.now())}
    told = [(old, new["outcome"]) for what, old, new in since.changes() if what == "evening.match"]
    assert (len(told), told[0], told[1], told[11]) == (
        12,
        (None, "matched"),
        (None, "matched_return"),
        (None, "no_document"),
    )
    assert {row[1] for row in since.history() if row[0] == "evening.match"} == {world.doc_admin.staff_no}
    names = ("kind", "platform", "business_date", "about", "issued_by", "replaces")
    about = f"run:{run.pk}"
    sheets = Sheet.objects.filter(pk__in=[evening.papers_id, evening.goods_id]).order_by("pk")
    assert list(sheets.values_list(*names)) == [
        (kind, world.platform.pk, run.business_date, about, world.doc_admin.pk, None) for kind in ("papers", "return")
    ]
    assert (evening.run, evening.matched_at, evening.status) == (run, clock.now(), "matched")


def test_matched_again_each_order_says_what_it_was_before(world, d01):
    run, orders = d01
    first = document_match(
        run=run, documents=receipts(orders, {11}), goods=items(orders, (1, 5)), actor=world.doc_admin
    )
    clock.move_to(clock.at(run.business_date, "19:00"))
    since = Since()
    second = matched(world, d01)
    last = [(old, new) for what, old, new in since.changes() if what == "evening.match"][-1]
    assert last == ({"outcome": "document_missing"}, {"outcome": "no_document"})
    assert (second.pk, second.matched_at, EveningSheets.objects.count()) == (first.pk, clock.now(), 1)
    assert second.goods.replaces == first.goods
    first.goods.refresh_from_db()
    assert (first.goods.status, translated(first.goods.void_reason)) == ("void", "Matched again.")
    assert DocumentMatch.objects.filter(run=run).count() == 12


def test_why_an_evening_is_not_matched(world, d01):
    run, orders = d01
    wrong = {"run": run, "goods": [], "actor": world.doc_admin}
    other = "One of the papers or goods does not belong to this run; look again."
    assert said(lambda: document_match(documents=[999_999], **wrong)) == ("not_of_this_run", other)
    assert said(lambda: document_match(documents=[], unexpected=[999_999], **wrong)) == ("not_of_this_run", other)
    assert said(lambda: return_sign(run=run, side="driver", signer=world.drivers[0].user, shown_hash="x")) == (
        "not_matched",
        f"The papers and goods of {run.number} have not been matched yet.",
    )
    world.doc_admin.platform = world.other_platform
    assert said(lambda: matched(world, d01)) == (
        "other_platform",
        "A document administrator of this platform matches.",
    )
    world.doc_admin.platform = world.platform
    evening = matched(world, d01)
    papers_sign(run=run, side="driver", signer=world.drivers[0].user, shown_hash=evening.papers.shown_hash)
    assert said(lambda: matched(world, d01)) == (
        "signed",
        f"The evening of {run.number} has been signed; it is not matched again.",
    )
    type(run).objects.filter(pk=run.pk).update(status="returned")
    assert said(lambda: matched(world, d01)) == (
        "not_out",
        f"Run {run.number} is not on the road; there is nothing to match.",
    )


def test_papers_go_to_the_desk_when_both_have_signed(world, d01):
    run, _orders = d01
    evening = matched(world, d01)
    shown, driver = evening.papers.shown_hash, world.drivers[0].user
    assert said(lambda: papers_sign(run=run, side="driver", signer=world.drivers[1].user, shown_hash=shown)) == (
        "not_his_run",
        "Only D01 signs for this run.",
    )
    with refused("sheet_changed"):
        papers_sign(run=run, side="driver", signer=driver, shown_hash="another")
    assert papers_sign(run=run, side="driver", signer=driver, shown_hash=shown, method="pin") is False
    assert not CustodyMovement.objects.filter(sheet=evening.papers).exists()
    world.doc_admin.platform = world.other_platform
    assert said(lambda: papers_sign(run=run, side="doc_admin", signer=world.doc_admin, shown_hash=shown)) == (
        "other_platform",
        "Somebody of this platform signs.",
    )
    world.doc_admin.platform = world.platform
    since = Since()
    assert papers_sign(run=run, side="doc_admin", signer=world.doc_admin, shown_hash=shown) is True
    assert list(evening.papers.signatures.values_list("method", flat=True)) == ["pin", "session"]
    moves = CustodyMovement.objects.filter(sheet=evening.papers)
    assert set(moves.values_list("source", "target", "by")) == {
        (world.drivers[0].holder.pk, desk_of(world.platform).pk, world.doc_admin.pk)
    }
    assert (moves.count(), evening.status) == (9, "matched")
    assert {row[1] for row in since.history()} == {world.doc_admin.staff_no}
    run.refresh_from_db()
    assert run.status == "departed", "the goods are still on his van"


def test_an_evening_without_goods_has_nothing_to_sign_for_them(world, d01):
    run, orders = d01
    document_match(run=run, documents=[], goods=[], actor=world.doc_admin)
    evening = EveningSheets.objects.get()
    assert (evening.papers, evening.goods) == (None, None)
    sign = {"run": run, "side": "driver", "signer": world.drivers[0].user, "shown_hash": "x"}
    assert said(lambda: papers_sign(**sign)) == ("no_sheet", f"No papers are handed in on run {run.number}.")
    nothing = ("no_sheet", f"No goods come back on run {run.number}.")
    assert said(lambda: return_sign(**sign)) == nothing
    assert said(lambda: return_counted(run=run, found=[])) == nothing
    assert said(lambda: return_differ(run=run, found=[], note="x", actor=world.keeper)) == nothing


def test_the_keeper_ticks_every_line_or_says_what_differs(world, d01):
    run, orders = d01
    evening = matched(world, d01)
    back = [orders[place].pk for place in (1, 5, 11)]
    return_counted(run=run, found=[*back, orders[0].pk])
    lacks = ("not_all_there", "A line has no tick: report the difference, or tick it when it is there.")
    assert said(lambda: return_counted(run=run, found=back[:2])) == lacks
    keeper = {"run": run, "actor": world.keeper}
    number = evening.goods.number
    assert said(lambda: return_differ(found=[], note="x", **keeper)) == (
        "keeper_last",
        f"Driver and document administrator sign sheet {number} first.",
    )
    sign_hands(world, run, evening.goods, return_sign)
    all_there = ("nothing_missing", "Everything on the sheet is there: sign it.")
    assert said(lambda: return_differ(found=back, note="x", **keeper)) == all_there
    assert said(lambda: return_differ(found=back[:1], note=" ", **keeper)) == (
        "note",
        "Write in a few words what differs.",
    )
    since = Since()
    cases = return_differ(found=back[:1], note=" 少两件 ", **keeper)
    assert [(case.order_id, case.kind, case.description, case.opened_by) for case in cases] == [
        (pk, "return_mismatch", f"{number}: 少两件", world.keeper) for pk in back[1:]
    ]
    told = {"sheet": number, "driver": "D01", "counted": 1, "total": 3}
    assert since.told()["return_differs", f"run:{run.pk}"] == (["platform_manager", "supervisor"], told)
    assert since.notes() == {"evening.differ": " 少两件 "}
    world.keeper.platform = world.other_platform
    with refused("other_platform"):
        return_differ(found=back[:1], note="x", **keeper)


def test_the_claimed_delivery_is_undone_in_the_name_of_the_admin(world, d01):
    """INV-31, STM-19: O12's goods from the buyer to D01, its paper the other way, by the two signatures."""
    run, orders = d01
    evening, last = matched(world, d01), orders[11]
    driver, admin = world.drivers[0], world.doc_admin
    shown = evening.goods.shown_hash
    return_sign(run=run, side="doc_admin", signer=admin, shown_hash=shown)
    assert Order.objects.get(pk=last.pk).status == "delivered"
    since = Since()
    return_sign(run=run, side="driver", signer=driver.user, shown_hash=shown, method="pin")
    moves = CustodyMovement.objects.filter(sheet=evening.goods).order_by("pk")
    paper = Document.objects.get(order=last, kind="receipt")
    assert list(moves.values_list("item", "document", "source", "target", "by")) == [
        (last.items.get().pk, None, world.buyer.pk, driver.holder.pk, admin.pk),
        (None, paper.pk, driver.holder.pk, world.buyer.pk, admin.pk),
    ]
    assert paper.status == "absent"
    row = Outcome.objects.filter(order=last).latest("pk")
    assert (row.result, row.reason, row.driver_user, row.pieces_back, row.note) == (
        "refused_onsite",
        "no_document",
        driver.user,
        1,
        evening.goods.number,
    )
    assert since.notes()["order.no_document"] == evening.goods.number
    whose = {what: who for what, who, _about, _new in since.history()}
    assert (whose["order.no_document"], whose["document.declare_absent"]) == (admin.staff_no, admin.staff_no)


def test_the_store_takes_the_goods_in_the_keepers_name(world, d01):
    run, orders = d01
    evening = matched(world, d01)
    sign_hands(world, run, evening.papers, papers_sign)
    sign_hands(world, run, evening.goods, return_sign)
    run.refresh_from_db()
    evening.refresh_from_db()
    assert (run.status, evening.status) == ("returned", "handed_in")
    since = Since()
    return_sign(run=run, side="keeper", signer=world.keeper, shown_hash=evening.goods.shown_hash)
    by = CustodyMovement.objects.filter(sheet=evening.goods).order_by("-pk")[:3]
    assert {move.by for move in by} == {world.keeper}
    accepted = [row for row in since.history() if row[0] == "order.return_accepted"]
    assert {row[1] for row in accepted} == {world.keeper.staff_no} and len(accepted) == 3
    assert ("evening.clear", world.keeper.staff_no) in {row[:2] for row in since.history()}


def test_a_slip_that_is_not_there_is_a_case_with_its_number(world, d01):
    """Matched by its receipt, but the slip 900001 is missing; a contradiction raises no slip."""
    run, orders = d01
    driver = world.drivers[0].holder
    slips = [
        Document.objects.create(
            order=orders[place], kind="slip", number=f"90000{place}", holder=driver, created_at=clock.now()
        )
        for place in (0, 2, 3)
    ]
    tick = [*receipts(orders, {11}), slips[1].pk]
    tick = [pk for pk in tick if pk not in (slips[0].pk, slips[2].pk)]
    document_match(run=run, documents=tick, goods=items(orders, (1, 3, 5, 11)), actor=world.doc_admin)
    missing = ExceptionCase.objects.filter(cause="slip_missing")
    assert [(case.order, case.description, case.opened_by) for case in missing] == [
        (orders[0], "900000", world.doc_admin)
    ]
