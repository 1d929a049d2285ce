"""The evening of one run: INV-31 row by row, then SCN-20 as it happens to D01."""

import pytest

from core import clock
from core.errors import Conflict, Invalid, NotAllowed
from core.models import OutboxMessage
from dispatch.doorstep.services import stop_close_delivered
from orders.exceptions.models import ExceptionCase
from orders.register.models import CustodyMovement, Document, GoodsItem, Order, Outcome
from people.services.places import desk_of, store_of
from returns.evening import matching
from returns.evening.models import DocumentMatch
from returns.evening.selectors import evening_lines, evenings_on, paper_found
from returns.evening.services.hand_in import papers_sign, return_differ, return_sign
from returns.evening.services.matching import document_match
from tests.dispatch.morning import PNG, on_road, stock, stop_of

YES, NO = True, False


@pytest.mark.parametrize(
    ("signed", "goods", "system", "outcome"),
    [
        (YES, "none", "delivered", "matched"),
        (NO, "all", "refused", "matched_return"),
        (NO, "all", "delivered", "no_document"),
        (NO, "none", "delivered", "document_missing"),
        (NO, "none", "refused", "goods_missing"),
        (YES, "all", "delivered", "contradiction"),
        (YES, "none", "refused", "contradiction"),
    ],
)
def test_each_row_of_the_table(signed, goods, system, outcome):
    """INV-31; the eighth row, a partial delivery, is absent as long as there is none."""
    assert matching.outcome_of(signed=signed, goods=goods, system=system) == outcome


def test_nothing_outside_the_plan_counts_as_matched():
    """Every other combination has an answer, and it is an exception."""
    combinations = {(s, g, w) for s in (YES, NO) for g in ("all", "part", "none") for w in ("delivered", "refused")}
    assert set(matching.TABLE) == combinations
    planned = {(YES, "none", "delivered"), (NO, "all", "refused"), (NO, "all", "delivered")}
    assert all(matching.TABLE[row] in matching.EXCEPTIONS for row in combinations - planned)


def receipts(orders, without=()):
    rows = Document.objects.filter(order__in=[o.pk for i, o in enumerate(orders) if i not in without])
    return list(rows.values_list("pk", flat=True))


def items(orders, places):
    return list(GoodsItem.objects.filter(order__in=[orders[i].pk for i in places]).values_list("pk", flat=True))


def matched(world, d01):
    run, orders = d01
    return document_match(
        run=run, documents=receipts(orders, {11}), goods=items(orders, (1, 5, 11)), actor=world.doc_admin
    )


def sign_hands(world, run, sheet, service):
    driver = world.drivers[0].user
    service(run=run, side="driver", signer=driver, shown_hash=sheet.shown_hash)
    return service(run=run, side="doc_admin", signer=world.doc_admin, shown_hash=sheet.shown_hash)


def test_no_document_is_refused(world, d01):
    """SCN-20: nine receipts, goods O02, O06, O12; the return sheet has exactly three lines, O12 without a paper."""
    run, orders = d01
    evening = matched(world, d01)
    outcomes = list(DocumentMatch.objects.filter(run=run).order_by("order_id").values_list("outcome", flat=True))
    assert outcomes.count("matched") == 9
    assert [outcomes[1], outcomes[5], outcomes[11]] == ["matched_return", "matched_return", "no_document"]
    assert len(evening.papers.content["lines"]) == 9
    lines = evening.goods.content["lines"]
    assert [(line["cells"][0], line["cells"][5]) for line in lines] == [
        (orders[1].order_no, "现场拒收"),
        (orders[5].order_no, "现场拒收"),
        (orders[11].order_no, "无单证"),
    ]
    assert ExceptionCase.objects.filter(kind__in=["document", "return_mismatch"]).count() == 0
    assert sign_hands(world, run, evening.papers, papers_sign) is True
    assert sign_hands(world, run, evening.goods, return_sign) is False
    last = Order.objects.get(pk=orders[11].pk)
    assert last.status == "refused_onsite"
    newest = Outcome.objects.filter(order=last).latest("id")
    assert (newest.result, newest.reason, newest.pieces_back) == ("refused_onsite", "no_document", 1)
    assert last.items.get().holder == world.drivers[0].holder
    assert Document.objects.get(order=last).status == "absent"
    run.refresh_from_db()
    assert (run.status, run.returned_at) == ("returned", clock.now())
    keeper = {"signer": world.keeper, "shown_hash": evening.goods.shown_hash}
    assert return_sign(run=run, side="keeper", **keeper) is True
    home = Order.objects.filter(pk__in=[orders[i].pk for i in (1, 5, 11)])
    assert set(home.values_list("status", flat=True)) == {"return_at_platform"}
    assert set(home.values_list("items__holder", "items__area")) == {(store_of(world.platform).pk, "returns")}
    evening.refresh_from_db()
    assert evening.status == "cleared"
    desk = desk_of(world.platform)
    assert Document.objects.filter(holder=desk, status="received").count() == 9
    van = world.drivers[0].holder
    assert not GoodsItem.objects.filter(holder=van).exists() and not Document.objects.filter(holder=van).exists()


def test_the_keeper_counts_two(world, d01):
    """SCN-20: supervisor and platform manager hear of it, a case is opened, and no goods change hands."""
    run, orders = d01
    evening = matched(world, d01)
    sign_hands(world, run, evening.papers, papers_sign)
    with pytest.raises(Conflict) as early:
        return_differ(run=run, found=[], note="少一件", actor=world.keeper)
    assert early.value.code == "keeper_last"
    sign_hands(world, run, evening.goods, return_sign)
    there = [orders[1].pk, orders[11].pk]
    with pytest.raises(Invalid):
        return_differ(run=run, found=[*there, orders[5].pk], note="x", actor=world.keeper)
    cases = return_differ(run=run, found=there, note="少一件", actor=world.keeper)
    assert [(case.kind, case.order_id) for case in cases] == [("return_mismatch", orders[5].pk)]
    told = OutboxMessage.objects.filter(kind="return_differs")
    assert set(told.values_list("to_id", flat=True)) == {world.supervisor.pk, world.platform_manager.pk}
    assert (told[0].params["counted"], told[0].params["total"]) == (2, 3)
    evening.refresh_from_db()
    assert evening.status == "differs"
    assert [row.state for row in evenings_on(world.doc_admin, run.business_date)] == ["different"]
    van = world.drivers[0].holder
    assert GoodsItem.objects.filter(holder=van).count() == 3
    assert return_sign(run=run, side="keeper", signer=world.keeper, shown_hash=evening.goods.shown_hash) is True
    assert not GoodsItem.objects.filter(holder=van).exists()


def test_what_does_not_match_is_an_exception_and_stays_with_the_driver(world, d01):
    """INV-31 rows four to seven: paper missing, goods missing, both there, a paper for a refused order."""
    run, orders = d01
    evening = document_match(
        run=run,
        documents=receipts(orders, {0}),
        goods=items(orders, (2,)),
        unexpected=[orders[5].pk],
        actor=world.doc_admin,
    )
    got = dict(DocumentMatch.objects.filter(run=run).values_list("order_id", "outcome"))
    assert [got[orders[i].pk] for i in (0, 1, 2, 5)] == [
        "document_missing",
        "goods_missing",
        "contradiction",
        "contradiction",
    ]
    cases = ExceptionCase.objects.filter(kind__in=["document", "return_mismatch"]).values_list("kind", "order_id")
    assert sorted(cases) == sorted(
        [("document", orders[0].pk)] + [("return_mismatch", orders[i].pk) for i in (1, 2, 5)]
    )
    assert ExceptionCase.objects.get(order=orders[0]).text == "单证缺失"
    assert evening.goods is None
    assert len(evening.papers.content["lines"]) == 8
    assert sign_hands(world, run, evening.papers, papers_sign) is True
    evening.refresh_from_db()
    assert evening.status == "cleared"
    assert [row.state for row in evenings_on(world.doc_admin, run.business_date)] == ["different"]
    assert Document.objects.filter(holder=world.drivers[0].holder).count() == 2


def test_an_order_without_a_result_blocks_the_match(world, day):
    """Every order that went out must have a result first."""
    orders = stock(world, day, [0, 0])
    run = on_road(world, day, orders)
    stop_close_delivered(stop=stop_of(orders[0]), driver=world.drivers[0].user, signer_name="王", image=PNG)
    with pytest.raises(Conflict) as refused:
        document_match(run=run, documents=receipts(orders), goods=[], actor=world.doc_admin)
    assert refused.value.code == "open_orders"
    assert orders[1].order_no in str(refused.value)


def test_a_run_that_brings_nothing_back_has_no_return_sheet(world, day):
    orders = stock(world, day, [0])
    run = on_road(world, day, orders)
    stop_close_delivered(stop=stop_of(orders[0]), driver=world.drivers[0].user, signer_name="王", image=PNG)
    evening = document_match(run=run, documents=receipts(orders), goods=[], actor=world.doc_admin)
    assert evening.goods is None
    sign_hands(world, run, evening.papers, papers_sign)
    evening.refresh_from_db()
    run.refresh_from_db()
    assert (evening.status, run.status) == ("cleared", "returned")


def test_a_match_is_made_again_until_somebody_signs(world, d01):
    """A paper found in the cab: the sheets are void and issued anew; the case is not opened twice."""
    run, orders = d01
    first = document_match(
        run=run, documents=receipts(orders, {0, 11}), goods=items(orders, (1, 5, 11)), actor=world.doc_admin
    )
    second = matched(world, d01)
    first.papers.refresh_from_db()
    assert (first.papers.status, second.papers.replaces) == ("void", first.papers)
    assert len(second.papers.content["lines"]) == 9
    assert ExceptionCase.objects.filter(kind="document").count() == 1
    driver = world.drivers[0].user
    with pytest.raises(Conflict):
        papers_sign(run=run, side="driver", signer=driver, shown_hash=first.papers.shown_hash)
    papers_sign(run=run, side="driver", signer=driver, shown_hash=second.papers.shown_hash)
    with pytest.raises(Conflict) as late:
        matched(world, d01)
    assert late.value.code == "signed"


def test_only_papers_and_goods_of_this_run_and_only_its_people(world, d01, day):
    run, orders = d01
    other = stock(world, day, [0])
    with pytest.raises(Invalid):
        document_match(run=run, documents=[], goods=items(other, (0,)), actor=world.doc_admin)
    evening = matched(world, d01)
    with pytest.raises(NotAllowed):
        papers_sign(run=run, side="driver", signer=world.drivers[1].user, shown_hash=evening.papers.shown_hash)
    with pytest.raises(Conflict) as early:
        return_sign(run=run, side="keeper", signer=world.keeper, shown_hash=evening.goods.shown_hash)
    assert early.value.code == "keeper_last"
    assert CustodyMovement.objects.filter(sheet=evening.goods).count() == 0


def test_a_paper_shows_whose_pile_it_belongs_to(world, d01):
    run, orders = d01
    paper = Document.objects.filter(order=orders[0]).get()
    assert paper_found(world.doc_admin, f" {paper.number} ") == (paper, run)
    assert paper_found(world.doc_admin, "QS-none") is None
    assert paper_found(world.stranger, paper.number) is None


def test_evening_lines_say_what_the_system_says(world, d01):
    run, orders = d01
    lines = evening_lines(run)
    assert [line.system for line in lines].count("delivered") == 10
    assert [line.why for line in lines if line.system == "refused"] == ["refused_onsite", "refused_onsite"]
