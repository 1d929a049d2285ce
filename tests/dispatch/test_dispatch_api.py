"""The morning through the API, as the rooms' own programs use it."""

import pytest
from django.test import Client

from core import clock
from dispatch.runs.models import Run
from orders.register.models import Order
from tests.dispatch.morning import D01, D01_CASH, hold, on_road, stock
from tests.world import PIN


@pytest.fixture
def at_six(day):
    clock.move_to(clock.at(day, "06:30"))
    return day


class Line:
    """One person's signed-in client."""

    def __init__(self, user):
        self.client = Client()
        self.client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")

    def get(self, path):
        return self.client.get(f"/api/v1/{path}")

    def post(self, path, **data):
        return self.client.post(f"/api/v1/{path}", data, content_type="application/json")


def test_the_morning(world, at_six):
    """Suggest, plan, issue, match, sign on one device by session and PIN, depart, call."""
    orders = stock(world, at_six, D01, D01_CASH)
    dispatcher, keeper, driver = Line(world.dispatcher), Line(world.keeper), Line(world.drivers[0].user)
    idea = dispatcher.get(f"runs/suggest/?business_date={at_six}").json()
    assert [len(row["orders"]) for row in idea["runs"]] == [4, 4, 4]
    ids = [order.pk for order in orders]
    answer = dispatcher.post(
        "runs/plan/", business_date=str(at_six), runs=[{"driver": "D01", "vehicle": None, "orders": ids}]
    )
    assert answer.status_code == 201
    run = answer.json()["runs"][0]["id"]
    sheet = keeper.post(f"runs/{run}/issue/").json()["sheet"]
    assert (sheet["total_fen"], sheet["lines"]) == (1_846_000, 12)
    sign = {"shown_hash": sheet["shown_hash"]}
    hold(Run.objects.get(pk=run), 1_800_000, 1_846_000)
    assert keeper.get(f"runs/{run}/").json()["clearance"] | {"terminal": ""} == {
        "required_fen": 1_846_000,
        "held_fen": 1_800_000,
        "short_fen": 46_000,
        "short": "460.00",
        "granted": False,
        "terminal": "",
    }
    refused = keeper.post(f"runs/{run}/sign/", side="keeper", **sign)
    assert refused.status_code == 409
    assert "460.00" in refused.json()["error"]["message"]
    hold(Run.objects.get(pk=run), 1_846_000)
    assert driver.post(f"runs/{run}/match/", orders=ids).json() == {"unmatched": []}
    assert keeper.post(f"runs/{run}/sign/", side="keeper", **sign).json() == {"complete": False}
    wrong = keeper.post(f"runs/{run}/sign/", side="driver", username="d01", pin="9999", **sign)
    assert wrong.status_code == 403
    done = keeper.post(f"runs/{run}/sign/", side="driver", username="d01", pin=PIN, **sign)
    assert done.json() == {"complete": True}
    assert dispatcher.post(f"runs/{run}/depart/").status_code == 200
    assert Order.objects.filter(status="out_for_delivery").count() == 12
    clock.move_to(clock.at(at_six, "08:10"))
    agent = Line(world.cs_agent)
    rows = agent.get(f"calls/?business_date={at_six}").json()["results"]
    assert [row["drivers_own"] for row in rows] == [False] * 9 + [True] * 3
    assert "*" in rows[0]["phone"]
    assert agent.post(f"calls/{rows[0]['order']}/take/").status_code == 200
    said = agent.post(
        f"calls/{rows[0]['order']}/log/",
        result="booked",
        window_start=f"{at_six}T10:00:00+08:00",
        window_end=f"{at_six}T11:30:00+08:00",
    )
    assert said.status_code == 201
    assert said.json()["flagged"] is True
    own = driver.post(f"calls/{ids[0]}/log/", result="no_answer")
    assert own.status_code == 201


def test_goods_that_are_not_there(world, at_six):
    """The line goes off the sheet, which is issued again, and the client is asked."""
    there, missing = stock(world, at_six, [0, 0])
    plan = [{"driver": "D01", "orders": [there.pk, missing.pk]}]
    planned = Line(world.dispatcher).post("runs/plan/", business_date=str(at_six), runs=plan).json()
    keeper, path = Line(world.keeper), f"runs/{planned['runs'][0]['id']}/"
    first = keeper.post(f"{path}issue/").json()
    answer = keeper.post(f"{path}missing/", order=missing.pk, note="not on the pallet")
    left = answer.json()
    assert answer.status_code == 201
    assert [stop["order"] for stop in left["stops"]] == [there.pk]
    assert (left["sheet"]["lines"], left["sheet"]["id"] == first["sheet"]["id"]) == (1, False)
    assert left["exception"] == missing.exceptions.get().pk


def test_scope(world, at_six):
    """A driver sees his own run only, a stranger's platform nothing, a keeper plans nothing."""
    run = on_road(world, at_six, stock(world, at_six, [0, 0, 0, 0]))
    assert Line(world.drivers[0].user).get(f"runs/{run.pk}/").status_code == 200
    assert Line(world.drivers[1].user).get(f"runs/{run.pk}/").status_code == 404
    assert Line(world.stranger).get(f"runs/{run.pk}/").status_code == 404
    assert (
        Line(world.drivers[1].user).post(f"calls/{run.stops.first().order_id}/log/", result="no_answer").status_code
        == 404
    )
    plan = {"business_date": str(at_six), "runs": [{"driver": "D01", "orders": [1]}]}
    assert Line(world.keeper).post("runs/plan/", **plan).status_code == 403
    assert Line(world.stranger).post("runs/plan/", **plan).status_code == 404
    assert Line(world.dispatcher).post("runs/plan/", business_date="x", runs=[]).status_code == 422
