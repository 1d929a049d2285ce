"""The pages of the dispatch room, each by the role that works there."""

import pytest
from django.test import Client

from core import clock
from dispatch.calls.models import Appointment
from dispatch.fleet.models import Driver, Vehicle
from dispatch.runs.models import Run
from dispatch.runs.selectors.runs import suggestion
from tests.dispatch.morning import hold, issued, planned, stock, stop_of
from tests.world import PIN


@pytest.fixture
def at_seven(day):
    clock.move_to(clock.at(day, "07:00"))
    return day


def browser(user):
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_the_desk_suggests_and_assigns(world, at_seven):
    """A suggestion is accepted exactly as shown; ticked orders go to the chosen driver; a refusal says why."""
    orders = stock(world, at_seven, [0] * 7)
    page = browser(world.dispatcher)
    url = f"/dispatch/?date={at_seven}"
    assert page.get(url).status_code == 200
    shown = page.get(f"{url}&suggest=1")
    plan = suggestion(world.dispatcher, at_seven)
    assert shown.context["plan"] == plan
    assert {row.order.pk: row.suggested for row in shown.context["waiting"]} == {
        pk: code for code, ids in plan.items() for pk in ids
    }
    post = {"date": str(at_seven), "_back": url}
    answer = page.post("/dispatch/assign/", post | {"pick": [orders[0].pk, orders[1].pk], "driver": "d02"})
    assert answer.status_code == 302
    assert list(Run.objects.get(driver__code="D02").stops.values_list("order_id", flat=True)) == [
        o.pk for o in orders[:2]
    ]
    page.post("/dispatch/plan/", post | {"plan": [f"D01:{orders[2].pk},{orders[3].pk}", f"D03:{orders[4].pk}"]})
    assert Run.objects.count() == 3
    refused = page.post("/dispatch/assign/", post | {"pick": [orders[0].pk], "driver": "D01"}, follow=True)
    assert world.dispatcher.name in refused.content.decode()
    nothing = page.post("/dispatch/assign/", post | {"driver": "D01"}, follow=True)
    assert [str(m.level_tag) for m in nothing.context["messages"]] == ["error"]


def test_the_desk_shows_one_zone_how_full_a_van_is_and_how_late_its_run(world, at_seven):
    """A zone that is no number, a superscript among them, is no filter."""
    orders = stock(world, at_seven, [0] * 3)
    run = planned(world, at_seven, orders[:2])
    Vehicle.objects.update(capacity_pieces=1)
    Run.objects.update(vehicle=Vehicle.objects.first())
    page, url = browser(world.dispatcher), f"/dispatch/?date={at_seven}"
    clock.move_to(clock.at(at_seven, "07:41"))
    [line] = page.get(url).context["runs"]
    assert (line.run, line.late, line.capacity, line.full) == (run, 11, 1, 200)
    assert "超载 200%" in page.get(url).content.decode()
    for zone, count in ((orders[0].zone_id, 1), (orders[0].zone_id + 1, 0), ("²", 1), ("x", 1)):
        assert len(page.get(f"{url}&status={zone}").context["waiting"]) == count


def test_the_run_page_moves_stops(world, at_seven):
    orders = stock(world, at_seven, [0] * 4)
    run, other = planned(world, at_seven, orders[:3]), planned(world, at_seven, orders[3:], driver=1)
    page, stops = browser(world.dispatcher), [stop_of(order).pk for order in orders]
    places = {f"place-{stops[0]}": "3", f"place-{stops[1]}": "1", f"place-{stops[2]}": "2"}
    page.post(f"/runs/{run.pk}/stops/", {"what": "reorder", **places})
    assert list(run.stops.values_list("pk", flat=True)) == [stops[1], stops[2], stops[0]]
    page.post(f"/runs/{run.pk}/stops/", {"what": "move", "run": other.pk, "pick": [stops[1]]})
    page.post(f"/runs/{run.pk}/stops/", {"what": "remove", "pick": [stops[2]]})
    assert list(run.stops.filter(status="open").values_list("pk", "sequence")) == [(stops[0], 1)]
    assert other.stops.filter(status="open").count() == 2
    assert page.get(f"/runs/{run.pk}/").status_code == 200
    assert browser(world.keeper).post(f"/runs/{run.pk}/stops/", {"what": "remove"}).status_code == 403


def test_both_sign_on_the_keepers_device(world, at_seven):
    """The keeper by his session, the driver by PIN; the desk counts it and is red after 07:30 (DAY-04)."""
    orders = stock(world, at_seven, [50000, 0])
    run, sheet = issued(world, at_seven, orders)
    keeper, driver = browser(world.keeper), browser(world.drivers[0].user)
    hold(run, 40000, 50000)
    assert "100.00" in keeper.get(f"/runs/{run.pk}/").content.decode()
    hold(run, 50000)
    driver.post(f"/api/v1/runs/{run.pk}/match/", {"orders": [o.pk for o in orders]}, content_type="application/json")
    clock.move_to(clock.at(at_seven, "07:41"))
    desk = keeper.get(f"/handover/?date={at_seven}")
    assert (desk.context["late_count"], desk.context["runs"][0].late) == (1, 11)
    sign = {"shown_hash": sheet.shown_hash}
    keeper.post(f"/runs/{run.pk}/sign/", sign | {"side": "keeper"})
    keeper.post(f"/runs/{run.pk}/sign/", sign | {"side": "driver", "username": "d01", "pin": PIN})
    run.refresh_from_db()
    assert run.status == "loaded"
    assert keeper.get(f"/handover/?date={at_seven}").context["done"] == 1
    browser(world.dispatcher).post(f"/runs/{run.pk}/depart/")
    run.refresh_from_db()
    assert run.status == "departed"


def test_the_call_desk_goes_on_by_itself(world, at_seven):
    """A result leases the next customer; a window comes from one key or two times; a wrong one is told."""
    orders = stock(world, at_seven, [0] * 6)
    planned(world, at_seven, orders)
    clock.move_to(clock.at(at_seven, "08:05"))
    page = browser(world.cs_agent)
    first = page.get(f"/calls/?date={at_seven}").context["call"].order
    assert first == orders[3]
    page.post(f"/calls/{first.pk}/take/")
    answer = page.post(f"/calls/{first.pk}/log/", {"result": "booked", "window": "09:00-12:00"})
    assert answer.url.endswith(f"order={orders[4].pk}")
    assert Appointment.objects.get(order=orders[4]).leased_by == world.cs_agent
    assert browser(world.cs_manager).get(f"/calls/?date={at_seven}").context["call"].order == orders[5]
    page.post(f"/calls/{orders[4].pk}/log/", {"result": "designated", "start": "14:00", "end": "16:00"})
    assert Appointment.objects.get(order=orders[4]).status == "designated"
    wrong = page.post(f"/calls/{orders[5].pk}/log/", {"result": "booked", "start": "09:00", "end": "14:00"})
    assert wrong.status_code == 422
    assert page.get(f"/calls/?date={at_seven}&status=all&order={orders[4].pk}").status_code == 200
    assert browser(world.keeper).post(f"/calls/{first.pk}/log/", {"result": "no_answer"}).status_code == 403


def test_drivers_and_vehicles(world, at_seven):
    """A blocked driver gets no run."""
    page = browser(world.supervisor)
    assert page.get("/fleet/").status_code == 200
    page.post("/fleet/vehicles/new/", {"plate": "沪B88888", "capacity_pieces": 30})
    page.post(f"/fleet/drivers/{world.drivers[0].pk}/block/", {"reason": "体检"})
    assert Driver.objects.get(code="D01").active is False
    orders = stock(world, at_seven, [0])
    post = {"date": str(at_seven), "pick": [orders[0].pk], "driver": "D01"}
    assert browser(world.dispatcher).post("/dispatch/assign/", post).status_code == 422
    assert page.post("/fleet/vehicles/new/", {"plate": "沪B88888", "capacity_pieces": 30}).status_code == 409
