"""Wanted: a refusal reason that needs a photo. Data only: one row."""

import pytest

from core.errors import Invalid
from dispatch.doorstep.services import stop_close_refused
from dispatch.runs.models import RunStop
from driver.selectors import reasons
from orders.feedback.lifecycle import FeedbackKind
from orders.feedback.selectors.lines import feedback_rows, nominal_cut_off
from orders.register.models import Reason
from tests.dispatch.morning import on_road, stock
from tests.orders.gate import PNG


@pytest.fixture
def planted(world):
    return Reason.objects.create(
        kind="refusal", code="wet", name_zh="包装受潮", name_en="Wet parcel", needs_photo=True, position=99
    )


def test_the_driver_is_asked_for_the_photo_and_the_client_reads_the_reason(world, day, planted, settings):
    orders = stock(world, day, [0])
    on_road(world, day, orders)
    stop, driver = RunStop.objects.get(order=orders[0]), world.drivers[0].user
    assert planted in reasons()
    with pytest.raises(Invalid):
        stop_close_refused(stop=stop, driver=driver, reason="wet", note="箱子湿了")
    stop_close_refused(stop=stop, driver=driver, reason="wet", note="箱子湿了", photo=PNG)
    cut_off = nominal_cut_off(day, FeedbackKind.FINAL)
    rows = feedback_rows(client=world.client, business_date=day, kind=FeedbackKind.FINAL, cut_off=cut_off)
    assert [row.reason_name for row in rows] == ["包装受潮"]
