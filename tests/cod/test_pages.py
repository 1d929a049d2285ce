"""Every page of the money room opens for its role, full and empty, and a terminal goes out by the desk's forms."""

import datetime as dt

import pytest
from django.urls import reverse

from cod.bank.models import BankFile
from cod.pos.models import Collection, PosIssue
from cod.sheet23.models import CodSheet
from cod.sheet23.services import handover_sheet_generate
from cod.totals.services.totals import driver_total_make
from tests.cod.test_bank import bank_row, take
from tests.world import PIN

PAGES = {
    "cashier": ["cashier-desk", "terminal-list", "cod-sheet-list", "money-day", "bank-list"],
    "hq_finance": ["cod-sheet-list", "money-day", "bank-list"],
    "doc_admin": ["slip-list", "money-day"],
}


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_pages_open_empty_and_full(money, world, client, language):
    for username in (*PAGES, "cs_manager"):
        type(world.cashier).objects.filter(username=username).update(language=language)
    _open_all(client, world)
    orders = [world.order_make(amount_fen=1000), world.order_make(amount_fen=2000), world.order_make(amount_fen=500)]
    run = money.out(world.drivers[0], orders)
    money.sale(orders[0])
    money.sale(orders[1], amount_fen=1)
    total = driver_total_make(run=run, actor=world.cashier)
    money.at("23:30")
    handover_sheet_generate(business_date=money.day)
    money.at("10:00", days=1)
    take(
        world,
        [bank_row(row, money.day + dt.timedelta(days=1)) for row in Collection.objects.all()],
        money.day + dt.timedelta(days=1),
    )
    _open_all(client, world)
    client.force_login(world.cashier)
    for url in (
        reverse("cashier-desk") + f"?date={money.day}",
        reverse("money-day") + f"?date={money.day}",
        reverse("driver-total", args=[total.pk]),
        reverse("cod-sheet", args=[CodSheet.objects.get().pk]),
        reverse("pos-issue", args=[PosIssue.objects.get().pk]),
        reverse("bank-file", args=[BankFile.objects.get().pk]),
        reverse("bank-result", args=[BankFile.objects.get().pk]),
        reverse("slip-list") + f"?date={money.day}",
    ):
        assert client.get(url).status_code == 200, url


def test_a_terminal_goes_out_and_home_at_the_desk(money, world, client):
    """INV-46: the cashier by session, the driver by PIN on the cashier's screen."""
    d01 = world.drivers[0]
    money.qualify(d01)
    money.terminal()
    client.force_login(world.cashier)
    client.post(reverse("pos-issue-create"), {"terminal": "P01", "driver": "D01", "date": str(money.day)})
    issue = PosIssue.objects.get()
    for step, sheet in (("pos-issue-sign", "issue_sheet"), ("pos-return-sign", "return_sheet")):
        if sheet == "return_sheet":
            client.post(reverse("pos-issue-return", args=[issue.pk]))
        issue.refresh_from_db()
        shown = {"shown_hash": getattr(issue, sheet).shown_hash}
        client.post(reverse(step, args=[issue.pk]), shown | {"side": "cashier"})
        client.post(reverse(step, args=[issue.pk]), shown | {"side": "driver", "username": "d01", "pin": PIN})
    issue.refresh_from_db()
    assert issue.status == "returned"


def test_strangers_and_drivers_do_not_see_others_money(money, world, client):
    run = money.out(world.drivers[0], [world.order_make(amount_fen=1000)])
    total = driver_total_make(run=run, actor=world.cashier)
    client.force_login(world.drivers[1].user)
    assert client.get(reverse("driver-total", args=[total.pk])).status_code == 404
    assert client.get(reverse("money-day")).status_code == 403
    client.force_login(world.stranger)
    assert client.get(reverse("cashier-desk")).status_code == 200
    assert client.get(reverse("pos-issue", args=[PosIssue.objects.get().pk])).status_code == 404


def _open_all(client, world):
    for username, names in PAGES.items():
        client.force_login(getattr(world, username))
        for name in names:
            assert client.get(reverse(name)).status_code == 200, name
