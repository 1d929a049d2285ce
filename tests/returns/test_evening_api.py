"""The evening over HTTP: the same services, each role only its part."""

import pytest
from django.test import Client

from core import clock
from orders.register.models import Document, GoodsItem
from tests.dispatch.morning import on_road, reasons, stock, stop_of
from tests.returns.evening import close_all
from tests.world import PIN


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def post(user, path, **body):
    return client_of(user).post(f"/api/v1/{path}", body, content_type="application/json")


@pytest.fixture
def evening(world, day):
    """(run, orders): one delivered, one refused."""
    clock.move_to(clock.at(day, "07:10"))
    reasons()
    orders = stock(world, day, [0, 0])
    run = on_road(world, day, orders)
    clock.move_to(clock.at(day, "18:00"))
    close_all(world, orders, {1}, world.drivers[0].user)
    return run, orders


def test_the_evening_by_api(world, evening):
    """Match, papers by driver and document administrator, goods by three; the driver by PIN at the desk."""
    run, orders = evening
    seen = client_of(world.doc_admin).get(f"/api/v1/evening/{run.pk}/").json()
    assert [line["system"] for line in seen["lines"]] == ["delivered", "refused_onsite"]
    assert (seen["papers"], seen["return"], seen["state"]) == (None, None, None)
    papers = [paper["id"] for line in seen["lines"] for paper in line["documents"]]
    goods = [seen["lines"][1]["items"][0]["id"]]
    answer = post(world.doc_admin, f"evening/{run.pk}/match/", documents=papers, goods=goods)
    assert answer.status_code == 201
    done = answer.json()
    assert [line["outcome"] for line in done["lines"]] == ["matched", "matched_return"]
    for sheet, path in ((done["papers"], "papers-sign"), (done["return"], "return-sign")):
        body = {"shown_hash": sheet["shown_hash"]}
        pin = post(world.doc_admin, f"evening/{run.pk}/{path}/", side="driver", username="d01", pin=PIN, **body)
        assert pin.json() == {"complete": False}
        own = post(world.doc_admin, f"evening/{run.pk}/{path}/", side="doc_admin", **body)
        assert own.json() == {"complete": path == "papers-sign"}
    last = post(world.keeper, f"evening/{run.pk}/return-sign/", side="keeper", shown_hash=done["return"]["shown_hash"])
    assert last.json() == {"complete": True}
    again = client_of(world.keeper).get(f"/api/v1/evening/{run.pk}/").json()
    assert (again["state"], again["status"]) == ("cleared", "returned")
    assert GoodsItem.objects.get(order=orders[1]).holder.kind == "store"
    assert Document.objects.get(order=orders[0]).holder.kind == "desk"


def test_the_keeper_reports_a_difference(world, evening):
    run, orders = evening
    papers = list(Document.objects.values_list("pk", flat=True))
    goods = [GoodsItem.objects.get(order=orders[1]).pk]
    done = post(world.doc_admin, f"evening/{run.pk}/match/", documents=papers, goods=goods).json()["return"]
    early = post(world.keeper, f"evening/{run.pk}/return-differ/", found=[], note="少一件")
    assert (early.status_code, early.json()["error"]["code"]) == (409, "keeper_last")
    for user, side in ((world.drivers[0].user, "driver"), (world.doc_admin, "doc_admin")):
        post(user, f"evening/{run.pk}/return-sign/", side=side, shown_hash=done["shown_hash"])
    answer = post(world.keeper, f"evening/{run.pk}/return-differ/", found=[], note="少一件")
    assert answer.status_code == 201 and len(answer.json()["exceptions"]) == 1


def test_each_role_only_its_part(world, evening):
    """Another driver and another platform: 404; a keeper does not match: 403; an order without a result: 409."""
    run, _orders = evening
    assert client_of(world.drivers[1].user).get(f"/api/v1/evening/{run.pk}/").status_code == 404
    assert post(world.keeper, f"evening/{run.pk}/match/", documents=[], goods=[]).status_code == 403
    stranger = post(world.drivers[1].user, f"evening/{run.pk}/papers-sign/", side="driver", shown_hash="x")
    assert stranger.status_code == 404
    unmatched = post(world.drivers[0].user, f"evening/{run.pk}/papers-sign/", side="driver", shown_hash="x")
    assert (unmatched.status_code, unmatched.json()["error"]["code"]) == (409, "not_matched")
    assert stop_of(_orders[0]).status == "done"
