"""The demonstration: what it opens with, that it is loaded once, and that it never stands beside real data."""

import datetime as dt
from pathlib import Path

import pytest
from django.conf import settings as live
from django.core.management import CommandError, call_command

from core import clock
from core.models import JobRun
from lab.simulation.demo import demonstration_load, paid_week
from orders.exceptions.models import ExceptionCase
from orders.register.models import Order
from people.models import User
from reconciliation.payment.models import PaymentRequest

TODAY = dt.date(2026, 11, 22)


@pytest.fixture
def demonstration(db, settings):
    settings.SIMULATION = True
    assert demonstration_load(TODAY)


@pytest.mark.long
def test_demonstration_opens_at_0820_with_work_waiting(demonstration):
    """The paid week and yesterday are finished; today two vans are out, two wait, and the client is asked."""
    assert dt.timedelta(0) <= clock.now() - clock.at(TODAY, "08:20") < dt.timedelta(minutes=5)
    today = Order.objects.filter(business_date=TODAY)
    assert today.count() == 40
    assert today.filter(status="out_for_delivery").exists() and today.filter(status="in_stock").exists()
    assert ExceptionCase.objects.filter(status="open").count() == 2
    assert list(PaymentRequest.objects.values_list("week", "status")) == [(dt.date(2026, 11, 9), "paid")]
    yesterday = Order.objects.filter(business_date=TODAY - dt.timedelta(days=1))
    assert not yesterday.filter(status__in=["out_for_delivery", "handed_over", "refused_onsite"]).exists()
    assert not JobRun.objects.exclude(state="done").exists()
    assert not JobRun.objects.filter(caught_up=True, business_date=TODAY - dt.timedelta(days=1)).exists()
    assert not User.objects.filter(must_change_password=True).exists()
    # What is there is kept; the printed table names a person for each desk and the files to upload.
    count = Order.objects.count()
    assert not demonstration_load(TODAY)
    assert Order.objects.count() == count
    text = (Path(live.DATA_DIR) / "logins.txt").read_text("utf-8")
    assert "dispatcher" in text and "d01" in text
    assert len(list((Path(live.DATA_DIR) / "demo-files").glob("*.xlsx"))) >= 3


@pytest.mark.django_db
@pytest.mark.parametrize("command", ["demo_load", "cast_load"])
def test_no_demonstration_beside_real_data(settings, command):
    """Outside simulation mode, and so in production, nobody is made."""
    settings.SIMULATION = False
    with pytest.raises(CommandError, match="simulation"):
        call_command(command)
    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("today", "monday"),
    [
        ("2026-11-16", "2026-11-02"),
        ("2026-11-19", "2026-11-02"),
        ("2026-11-20", "2026-11-09"),
        ("2026-11-22", "2026-11-09"),
    ],
)
def test_paid_week_is_the_latest_whose_thursday_is_over(today, monday):
    assert paid_week(dt.date.fromisoformat(today)) == dt.date.fromisoformat(monday)
