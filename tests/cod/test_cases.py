"""What people read of a case that money opened: words of their language, made of the codes that are stored."""

import pytest
from django.utils.translation import override

from cod.pos.models import Collection
from cod.totals.services.slips import slip_check
from dispatch.doorstep.services import stop_close_refused
from orders.exceptions.models import ExceptionCase
from orders.register.lifecycle import OrderAction
from orders.register.models import Reason
from orders.register.services.status import orders_move


@pytest.fixture
def order(money, world):
    """One order of 10.00 on the road with D01."""
    order = world.order_make(amount_fen=1000)
    money.out(world.drivers[0], [order])
    return order


def read(language):
    """The newest case as somebody reads it."""
    with override(language):
        return ExceptionCase.objects.latest("pk").text


def test_a_sale_that_should_not_exist_says_why_in_words(money, order):
    money.sale(order)
    assert money.sale(order).reason == "second_swipe"
    case = ExceptionCase.objects.get()
    assert case.description.startswith("GZ") and case.cause == "second_swipe"
    assert read("en") == f"Charged a second time · {case.description}"
    assert read("zh-hans") == f"重复刷卡 · {case.description}"


def test_a_missing_slip_and_a_refusal_after_payment_say_why_in_words(money, world, order):
    money.sale(order, reference="900007")
    slip_check(collection=Collection.objects.get(), present=False, actor=world.doc_admin)
    assert (read("en"), read("zh-hans")) == ("The slip is missing · 900007", "小票缺失 · 900007")
    orders_move(action=OrderAction.DELIVER, order_ids=[order.pk], actor=world.drivers[0].user)
    orders_move(action=OrderAction.NO_DOCUMENT, order_ids=[order.pk], actor=world.doc_admin)
    assert (read("en"), read("zh-hans")) == ("Collected, then refused", "已收款，后拒收")


def test_the_slip_list_says_whose_card_it_was(money, world, order, client):
    money.sale(order, reference="900008")
    client.force_login(world.doc_admin)
    page = client.get(f"/slips/?date={money.day}").content.decode()
    assert "客户卡" in page and "司机卡" not in page


def test_a_refusal_at_the_door_is_read_with_its_reason_in_both_languages(money, world, order):
    Reason.objects.create(kind="refusal", code="mind", name_zh="改变主意", name_en="Changed his mind")
    driver = world.drivers[0].user
    stop_close_refused(stop=order.stops.get(), driver=driver, reason="mind", note="先不要了")
    assert (read("en"), read("zh-hans")) == ("Changed his mind · 先不要了", "改变主意 · 先不要了")


def test_the_exceptions_page_shows_words_and_no_code(money, world, order, client):
    money.sale(order, order_no="X1")
    client.force_login(world.cs_manager)
    page = client.get(f"/exceptions/{ExceptionCase.objects.get().pk}/").content.decode()
    assert "无此订单" in page and "unknown_order" not in page
