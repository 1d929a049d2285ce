"""The evening desk and the keeper's acceptance as pages."""

from django.urls import reverse

from orders.register.models import Document, GoodsItem
from returns.evening.models import EveningSheets
from tests.returns.test_evening_api import client_of, evening  # noqa: F401
from tests.world import PIN


def test_the_desk_from_ticks_to_the_keeper(world, evening):  # noqa: F811
    """Preview writes nothing; match, sign with PIN and session, then the keeper accepts (FLW-J.2, FLW-J.3)."""
    run, orders = evening
    desk, keeper = client_of(world.doc_admin), client_of(world.keeper)
    paper, item = Document.objects.get(order=orders[0]), GoodsItem.objects.get(order=orders[1])
    ticks = {"documents": [paper.pk], "goods": [item.pk]}
    lane = reverse("evening-run", args=[run.pk])
    assert desk.get(reverse("evening")).status_code == desk.get(lane).status_code == 200
    seen = desk.get(reverse("evening-preview", args=[run.pk]), ticks)
    assert f"outcome-{orders[0].pk}" in seen.content.decode()
    assert not EveningSheets.objects.exists()
    found = desk.get(reverse("evening-paper"), {"number": paper.number}).json()
    assert (found["document"], found["run"]) == (paper.pk, run.pk)
    assert desk.post(reverse("evening-match", args=[run.pk]), ticks).status_code == 302
    row = EveningSheets.objects.get()
    for name, sheet in (("papers", row.papers), ("return", row.goods)):
        url = reverse("evening-sign", args=[run.pk, name])
        shown = {"shown_hash": sheet.shown_hash}
        assert desk.post(url, shown | {"side": "driver", "username": "d01", "pin": PIN}).status_code == 302
        assert desk.post(url, shown | {"side": "doc_admin"}).status_code == 302
    assert desk.get(lane).status_code == 200
    assert keeper.get(reverse("return-list")).status_code == 200
    assert reverse("return-accept", args=[run.pk]) in keeper.get(reverse("return-page", args=[run.pk])).content.decode()
    missing = keeper.post(reverse("return-difference", args=[run.pk]), {"note": "少一件"})
    assert missing.status_code == 302
    accept, shown = reverse("return-accept", args=[run.pk]), {"shown_hash": row.goods.shown_hash}
    assert "没有打钩" in keeper.post(accept, shown, follow=True).content.decode()
    assert keeper.post(accept, shown | {"found": [orders[1].pk]}).status_code == 302
    row.refresh_from_db()
    assert row.status == "cleared"
    assert desk.post(reverse("return-accept", args=[run.pk])).status_code == 403
