"""Custody, status, promise and outcome: what each of the one writers leaves behind, and what it refuses."""

import datetime as dt

import pytest

from cod.pos.payways import CASH
from core import clock
from core.errors import Refusal
from orders.gate.kinds import ACCEPTANCE
from orders.register.lifecycle import OrderAction
from orders.register.models import CustodyMovement, Document, GoodsItem, Order, Outcome, ServiceZone, StatusChange
from orders.register.services import custody, promise
from orders.register.services.outcomes import outcome_add
from orders.register.services.status import orders_move, payment_state_set, payment_taken
from people.services.places import desk_of, store_of
from sheets.services.papers import sheet_issue, sheet_sign, sheet_sign_outside
from tests.dispatch.morning import CONTENT
from tests.orders.gate import PNG, refused
from tests.written import Since

pytestmark = pytest.mark.usefixtures("english")


def paper(world, signed=True):
    """An acceptance sheet, signed by both sides unless told otherwise."""
    sheet = sheet_issue(
        kind=ACCEPTANCE,
        platform=world.platform,
        business_date=clock.today(),
        about="gate",
        content=CONTENT,
        actor=world.keeper,
    )
    sheet_sign(sheet=sheet, side="keeper", signer=world.keeper)
    if signed:
        sheet_sign_outside(sheet=sheet, side="carrier", name="承运", image=PNG, witness=world.keeper)
    return sheet


def test_goods_move_by_a_signed_sheet_and_each_move_is_kept(world):
    order, store, sheet = world.order_make(items=2), store_of(world.platform), paper(world)
    others = world.order_make()
    earlier = clock.now() - dt.timedelta(hours=1)
    custody.goods_move(
        items=list(order.items.all()),
        source=world.client_holder,
        target=store,
        sheet=sheet,
        actor=world.keeper,
        moved_at=earlier,
        area="normal",
    )
    assert list(order.items.values_list("holder", "area")) == [(store.pk, "normal")] * 2
    assert others.items.get().holder == world.client_holder
    names = ("item", "document", "source", "target", "sheet", "by", "moved_at", "recorded_at")
    assert list(CustodyMovement.objects.values_list(*names)) == [
        (item.pk, None, world.client_holder.pk, store.pk, sheet.pk, world.keeper.pk, earlier, clock.now())
        for item in order.items.order_by("pk")
    ]


def test_goods_that_are_not_there_are_named_and_none_of_them_moves(world):
    order, store, sheet = world.order_make(items=2), store_of(world.platform), paper(world)
    first, second = order.items.order_by("pk")
    GoodsItem.objects.filter(pk=second.pk).update(holder=world.drivers[0].holder)
    move = {"source": world.client_holder, "target": store, "sheet": sheet, "actor": world.keeper}
    with pytest.raises(Refusal) as no:
        custody.goods_move(items=[first, second], **move)
    assert (no.value.code, str(no.value)) == ("custody", f"“{second}” is not with 卓越亚马逊 now.")
    first.refresh_from_db()
    assert first.holder == world.client_holder and not CustodyMovement.objects.exists()


def test_without_both_signatures_nothing_moves_and_no_area_changes(world):
    order, half = world.order_make(), paper(world, signed=False)
    items = list(order.items.all())
    with pytest.raises(AssertionError):
        custody.goods_move(
            items=items, source=world.client_holder, target=store_of(world.platform), sheet=half, actor=world.keeper
        )
    with pytest.raises(AssertionError):
        custody.area_set(items=items, area="returns", sheet=half, actor=world.keeper)
    assert custody.proven(half, ("keeper",)) and not custody.proven(half, ("keeper", "carrier"))


def test_an_area_is_changed_by_a_slip_and_audited_with_what_it_was(world):
    order, sheet = world.order_make(items=2), paper(world)
    order.items.update(area="normal")
    since, items = Since(), list(order.items.order_by("pk"))
    custody.area_set(items=items[:1], area="returns", sheet=sheet, actor=world.keeper)
    assert list(order.items.order_by("pk").values_list("area", flat=True)) == ["returns", "normal"]
    assert since.changes() == [("goods.area", {"area": "normal"}, {"area": "returns", "sheet": sheet.number})]
    assert since.history()[0][1:3] == (world.keeper.staff_no, order.audit_about)


def test_a_paper_comes_into_being_at_the_door_and_home_to_the_desk(world):
    order, sheet, driver = world.order_make(), paper(world), world.drivers[0]
    noon = clock.now() - dt.timedelta(hours=2)
    [made] = custody.documents_create(
        papers=[(order, "receipt", "QS1")],
        source=world.buyer,
        target=driver.holder,
        sheet=sheet,
        actor=driver.user,
        created_at=noon,
    )
    made.refresh_from_db()
    assert (made.order, made.kind, made.number, made.holder, made.created_at, made.status) == (
        order,
        "receipt",
        "QS1",
        driver.holder,
        noon,
        "claimed",
    )
    since, desk = Since(), desk_of(world.platform)
    custody.documents_receive(documents=[made], source=driver.holder, target=desk, sheet=sheet, actor=world.doc_admin)
    assert (Document.objects.get().holder, Document.objects.get().status) == (desk, "received")
    names = ("document", "source", "target", "by", "moved_at", "recorded_at")
    assert list(CustodyMovement.objects.values_list(*names)) == [
        (made.pk, world.buyer.pk, driver.holder.pk, driver.user_id, noon, clock.now()),
        (made.pk, driver.holder.pk, desk.pk, world.doc_admin.pk, clock.now(), clock.now()),
    ]
    assert since.history()[0][1] == world.doc_admin.staff_no
    [now] = custody.documents_create(
        papers=[(order, "slip", "9")], source=world.buyer, target=driver.holder, sheet=sheet, actor=driver.user
    )
    assert now.created_at == clock.now()


def test_a_move_keeps_the_change_of_each_order(world):
    one, two = world.order_make(), world.order_make()
    at, since = clock.now() - dt.timedelta(minutes=5), Since()
    before = orders_move(
        action=OrderAction.ACCEPT, order_ids=[two.pk, one.pk, one.pk], actor=world.keeper, note="收货", occurred_at=at
    )
    assert [row.pk for row in before] == [one.pk, two.pk]
    assert list(StatusChange.objects.order_by("pk").values_list("order", "source", "target", "recorded_at")) == [
        (order.pk, "expected", "in_stock", clock.now()) for order in (one, two)
    ]
    assert since.changes() == [("order.accept", {"status": "expected"}, {"status": "in_stock"})] * 2
    assert since.notes() == {"order.accept": "收货"}
    with refused("state"):
        orders_move(action=OrderAction.ACCEPT, order_ids=[one.pk], actor=world.keeper)


def test_money_goes_only_where_its_order_stands(world):
    one, two = world.order_make(amount_fen=500), world.order_make(amount_fen=500)
    payment_state_set(order_ids=[two.pk], state="paid", actor=None)
    since = Since()
    with pytest.raises(Refusal) as no:
        payment_state_set(order_ids=[one.pk, two.pk], state="arrived", actor=None, only_from=("paid",))
    assert no.value.code == "payment_state" and str(no.value).startswith(f"Order {one.order_no} is ")
    assert (since.changes(), Order.objects.get(pk=two.pk).payment_state) == ([], "paid")
    payment_state_set(order_ids=[two.pk], state="arrived", actor=world.hq_finance, only_from=("paid",))
    assert since.changes() == [("order.payment", {"payment_state": "paid"}, {"payment_state": "arrived"})]
    with refused("payment_state"):
        payment_taken(order=two, way=CASH, amount_fen=500, state="paid", actor=None)


@pytest.fixture
def zones(day):
    """(near, far): promised in 24 and in 48 hours."""
    return [ServiceZone.objects.create(name=name, hours=hours) for name, hours in (("近", 24), ("远", 48))]


def test_a_place_sets_zone_and_promise_and_says_what_changed(world, day, zones):
    order, (near, far) = world.order_make(), zones
    arrived = clock.at(day, "05:00")
    Order.objects.filter(pk=order.pk).update(arrived_at=arrived)
    promise.place_set(order=order, zone=near, actor=world.dispatcher, unconfirmed=True, district="松江区")
    since = Since()
    set_ = promise.place_set(order=order, zone=far, actor=world.dispatcher)
    kept = Order.objects.get(pk=order.pk)
    assert (kept.zone, kept.zone_unconfirmed, kept.district, set_.pk) == (far, False, "松江区", order.pk)
    old, new = ((arrived + dt.timedelta(hours=hours)).isoformat() for hours in (24, 48))
    [(what, before, after)] = since.changes()
    assert (what, before["zone"], after["zone"]) == ("order.promise", "近", "远")
    assert [dt.datetime.fromisoformat(one["promise_at"]) for one in (before, after)] == [
        dt.datetime.fromisoformat(old),
        dt.datetime.fromisoformat(new),
    ]
    assert since.history()[0][1] == world.dispatcher.staff_no
    since = Since()
    promise.place_set(order=order, zone=far, actor=world.dispatcher)
    assert since.changes() == [], "nothing changed, so nothing is said"


def test_the_first_line_haul_starts_the_promise_and_the_last_goods_move_it(world, day, zones):
    one, two = world.order_make(), world.order_make()
    elsewhere = world.order_make(business_date=day + dt.timedelta(days=1))
    five, six = clock.at(day, "05:00"), clock.at(day, "06:00")
    come = {"client": world.client, "platform": world.platform, "business_date": day}
    since = Since()
    assert promise.line_haul_arrived(**come, arrived_at=five, actor=world.keeper) == 2
    assert [row[1] for row in since.history()] == [world.keeper.staff_no] * 2
    assert promise.line_haul_arrived(**come, arrived_at=six) == 0
    due = dict(Order.objects.values_list("pk", "promise_at"))
    assert due == {one.pk: five + dt.timedelta(hours=24), two.pk: five + dt.timedelta(hours=24), elsewhere.pk: None}
    assert promise.goods_arrived(order_ids=[one.pk, two.pk], arrived_at=five) == 0
    since = Since()
    assert promise.goods_arrived(order_ids=[two.pk], arrived_at=six, actor=world.keeper) == 1
    two.refresh_from_db()
    assert (two.arrived_at, two.promise_at) == (six, six + dt.timedelta(hours=24))
    assert [row[1] for row in since.history()] == [world.keeper.staff_no]


def test_the_customers_own_time_counts_only_before_the_promise_ended(world, day):
    """CON-15: kept with both ends, taken back by a call without a window, never after the end."""
    order = world.order_make()
    due = clock.at(day, "20:00")
    Order.objects.filter(pk=order.pk).update(promise_at=due)
    start, end = clock.at(day, "21:00"), clock.at(day, "22:00")
    window = {"window_start": start, "window_end": end, "actor": world.cs_agent}
    since = Since()
    promise.designation_keep(order=order, called_at=due + dt.timedelta(seconds=1), **window)
    promise.designation_keep(order=order, called_at=due - dt.timedelta(hours=1))
    assert since.changes() == []
    promise.designation_keep(order=order, called_at=due, **window)
    kept = Order.objects.get(pk=order.pk)
    assert (kept.designated_at, kept.designated_from, kept.designated_until) == (due, start, end)
    promise.designation_keep(order=order, called_at=due, actor=world.cs_agent)
    kept.refresh_from_db()
    assert (kept.designated_at, kept.designated_from, kept.designated_until) == (None, None, None)
    said = {"from": start.isoformat(), "until": end.isoformat()}
    assert [new for _what, _old, new in since.changes()] == [said, None]
    assert {row[1] for row in since.history()} == {world.cs_agent.staff_no}


def test_an_outcome_keeps_everything_that_was_said_and_what_was_paid(world):
    order = world.order_make(amount_fen=500)
    Order.objects.filter(pk=order.pk).update(paid_with="cash", collected_fen=500)
    at, driver = clock.now() - dt.timedelta(minutes=9), world.drivers[0].user
    outcome_add(
        order=order,
        result="refused_onsite",
        occurred_at=at,
        signer_name="王" * 70,
        reason="x",
        driver_user=driver,
        pieces_back=2,
        client_staff_no="80231",
        note="长" * 120,
    )
    row = Outcome.objects.get()
    assert (row.order, row.result, row.reason, row.driver_user, row.pieces_back, row.client_staff_no) == (
        order,
        "refused_onsite",
        "x",
        driver,
        2,
        "80231",
    )
    assert (row.collected_fen, row.way, len(row.note), len(row.signer.name)) == (500, "cash", 100, 60)
    assert (row.occurred_at, row.recorded_at) == (at, clock.now())
    plain = outcome_add(order=order, result="in_progress")
    assert (plain.signer, plain.occurred_at, plain.note, plain.pieces_back) == (None, clock.now(), "", 0)
