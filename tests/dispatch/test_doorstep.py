"""The doorstep: delivered for a receipt, or refused for a reason; never a signature before the slip."""

import pytest

from cod.pos.payways import CARD
from core import clock
from core.errors import Conflict, Invalid, Missing
from dispatch.calls.services.calls import call_log
from dispatch.doorstep.services import stop_close_delivered, stop_close_refused
from orders.exceptions.models import ExceptionCase
from orders.register.lifecycle import PaymentState
from orders.register.models import Document, Outcome
from orders.register.services.status import payment_taken
from sheets.models import Attachment
from tests.dispatch.morning import PNG, loaded, on_road, reasons, stock, stop_of, window


@pytest.fixture
def road(world, day):
    """(orders, driver's user): one collected by card, one prepaid, on the road at 10:00."""
    clock.move_to(clock.at(day, "07:10"))
    orders = stock(world, day, [219900, 0])
    on_road(world, day, orders)
    clock.move_to(clock.at(day, "10:00"))
    return orders, world.drivers[0].user


def close(order, driver, **more):
    return stop_close_delivered(stop=stop_of(order), driver=driver, signer_name="王女士", image=PNG, **more)


def paid(order, driver):
    """As the money room says it when a card was charged."""
    payment_taken(order=order, way=CARD, amount_fen=order.amount_due_fen, state=PaymentState.PAID, actor=driver)


def test_the_slip_comes_before_the_signature(world, road):
    """SCN-15, INV-28: unpaid is refused; paid gives a receipt of two sides, goods to the buyer, paper to the driver."""
    orders, driver = road
    with pytest.raises(Conflict) as refused:
        close(orders[0], driver)
    assert refused.value.code == "slip_first"
    paid(orders[0], driver)
    receipt = close(orders[0], driver)
    receipt.refresh_from_db()
    assert receipt.status == "signed"
    assert dict(receipt.content["totals"])["已收代收款"] == "2,199.00"
    assert orders[0].items.get().holder == world.buyer
    paper = Document.objects.get(order=orders[0])
    assert (paper.number, paper.holder, paper.status) == (receipt.number, world.drivers[0].holder, "claimed")
    outcome = Outcome.objects.get(order=orders[0])
    assert (outcome.result, outcome.signer.name, outcome.collected_fen) == ("delivered", "王女士", 219900)
    stop = stop_of(orders[0])
    assert (stop.status, stop.receipt, stop.closed_at) == ("done", receipt, clock.now())
    with pytest.raises(Conflict):
        close(orders[0], driver)


def test_a_paper_names_its_witness(road):
    orders, driver = road
    receipt = close(orders[1], driver, method="paper")
    assert receipt.signatures.get(side="buyer").witness == driver


def test_another_drivers_stop_is_not_there(world, road):
    orders, _driver = road
    with pytest.raises(Missing):
        close(orders[1], world.drivers[1].user)


def test_a_name_and_an_image_are_needed_and_nothing_stays_without(road):
    orders, driver = road
    for wrong in ({"signer_name": " ", "image": PNG}, {"signer_name": "王", "image": b"GIF89a"}):
        with pytest.raises(Invalid):
            stop_close_delivered(stop=stop_of(orders[1]), driver=driver, **wrong)
    orders[1].refresh_from_db()
    assert orders[1].status == "out_for_delivery"
    assert Document.objects.count() == 0


def test_a_refusal_at_the_door_needs_a_reason(world, road):
    """SCN-09, INV-22: a coded reason and words, a photo for damage; the goods stay on the van, the client hears."""
    orders, driver = road
    reasons()
    stop = stop_of(orders[0])
    for wrong in (
        {"reason": "", "note": "x"},
        {"reason": "changed_mind", "note": " "},
        {"reason": "packaging_damaged", "note": "x", "clause": "5.2"},
        {"reason": "packaging_damaged", "note": "x", "photo": PNG},
        {"reason": "packaging_damaged", "note": "x", "photo": PNG, "clause": "3.2"},
    ):
        with pytest.raises(Invalid):
            stop_close_refused(stop=stop, driver=driver, **wrong)
    case = stop_close_refused(
        stop=stop, driver=driver, reason="packaging_damaged", note="外包装破损", photo=PNG, clause="5.2"
    )
    assert (case.standard.place, case.standard.code) == ("door", "5.2")
    orders[0].refresh_from_db()
    assert orders[0].status == "refused_onsite"
    assert stop_of(orders[0]).status == "failed"
    assert orders[0].items.get().holder == world.drivers[0].holder
    assert Attachment.objects.get().about == orders[0].audit_about
    assert ExceptionCase.objects.get() == case
    assert Outcome.objects.get().pieces_back == 1


def test_money_that_was_taken_is_voided_first(road):
    """FLW-F.4."""
    orders, driver = road
    reasons()
    paid(orders[0], driver)
    with pytest.raises(Conflict) as refused:
        stop_close_refused(stop=stop_of(orders[0]), driver=driver, reason="changed_mind", note="不要了")
    assert refused.value.code == "collected"


def test_a_refused_order_is_not_visited(world, road):
    """FLW-E.4: after a refusal on the phone the stop cannot be opened."""
    orders, driver = road
    call_log(
        order=orders[1],
        caller=world.cs_agent,
        result="refused",
        retention="not_retained",
        retention_note="不要了",
        client_staff_no="80417",
    )
    with pytest.raises(Conflict) as refused:
        close(orders[1], driver)
    assert refused.value.code == "barred"


def test_nothing_is_delivered_before_departure(world, day):
    orders = stock(world, day, [0])
    loaded(world, day, orders)
    with pytest.raises(Conflict) as refused:
        close(orders[0], world.drivers[0].user)
    assert refused.value.code == "not_departed"


def test_the_driver_asks_for_the_exact_time_before_his_stop(world, day, road):
    """DAY-23: a narrower window is kept."""
    orders, driver = road
    call_log(order=orders[1], caller=driver, result="exact", **window(day, "11:00", "11:30"))
    orders[1].refresh_from_db()
    assert orders[1].appointment.window_start == clock.at(day, "11:00")
