"""The evening's totals and the 23:00 sheet, with the figures of the plan (SCN-21, SCN-22)."""

import datetime as dt
import json
from io import StringIO

import pytest
from django.core.management import call_command

from cod.money.proof import ledger_verify
from cod.pos.payways import CARD, OWN_CARD
from cod.sheet23.models import CodSheet, CodSheetLine
from cod.sheet23.services import content_again, handover_sheet_generate, handover_sheet_sign
from cod.totals.services.totals import driver_total_make, driver_total_sign
from core.errors import Conflict
from core.jobs import job_run
from orders.register.lifecycle import OrderAction
from tests.cod.money import standing

D01 = (219_900, 189_900, 329_900, 269_900, 99_900, 459_900, 128_800, 147_800)
D01_CASH, D01_REFUSED = (4, 6), (1, 5)


def day_of_d01(money, world):
    """Eight orders with money and four without: O02 and O06 refused at the door, O12 without paper."""
    d01 = world.drivers[0]
    money.at("05:00")
    orders = [world.order_make(amount_fen=fen) for fen in D01] + [world.order_make() for _ in range(4)]
    money.at("07:00")
    run = money.out(d01, orders)
    money.at("11:00")
    for place, order in enumerate(orders[:8]):
        if place in D01_REFUSED:
            money.refuse(order, d01)
        else:
            money.sale(order, way=OWN_CARD if place in D01_CASH else CARD)
    for place, order in enumerate(orders):
        if place not in D01_REFUSED:
            money.deliver(order, d01)
    return run, orders


def sign_total(total, world, driver):
    shown = total.sheet.shown_hash
    assert driver_total_sign(total=total, side="driver", signer=driver.user, shown_hash=shown) is False
    return driver_total_sign(total=total, side="cashier", signer=world.cashier, shown_hash=shown)


def test_scn21_driver_detail_and_total(money, world):
    """INV-33: 18,460.00 bound - 6,498.00 refused = 11,962.00 collected; six slips; O12 is not billable."""
    run, orders = day_of_d01(money, world)
    from orders.register.services.status import orders_move

    orders_move(action=OrderAction.NO_DOCUMENT, order_ids=[orders[11].pk], actor=world.doc_admin)
    total = driver_total_make(run=run, actor=world.cashier)
    totals = dict(total.sheet.content["totals"])
    assert (total.total_fen, total.billable, total.delivered) == (1_196_200, 11, 9)
    assert (totals["客户卡"], totals["司机卡"], totals["小票张数"]) == ("9,675.00", "2,287.00", "6")
    assert (totals["绑定金额"], totals["拒收金额"], totals["未收"]) == ("18,460.00", "6,498.00", "0.00")
    again = driver_total_make(run=run, actor=world.cashier)
    assert again.sheet.replaces == total.sheet
    assert sign_total(again, world, world.drivers[0]) is True
    with pytest.raises(Conflict):
        driver_total_make(run=run, actor=world.cashier)
    assert standing("HOLD") == 0
    assert ledger_verify() == []


def test_scn22_the_sheet_of_2300(money, world):
    """INV-34, AMB-22: what is written off by 23:00, once; the rest pending, then on the next sheet marked."""
    run, orders = day_of_d01(money, world)
    d02, d03 = world.drivers[1:3]
    o25, late = world.order_make(amount_fen=112_000), world.order_make(amount_fen=134_000)
    money.out(d02, [o25], "P02")
    money.out(d03, [late], "P03")
    with pytest.raises(Conflict):
        handover_sheet_generate(business_date=money.day)
    money.at("23:00")
    assert job_run(name="cod_sheet", business_date=money.day)
    sheet = CodSheet.objects.get()
    assert (sheet.total_fen, sheet.lines.count(), sheet.pending_fen) == (1_196_200, 6, 246_000)
    money.at("23:10")
    money.sale(late, "P03")
    handover_sheet_generate(business_date=money.day)
    assert CodSheetLine.objects.count() == 6
    assert content_again(sheet) == sheet.sheet.content
    money.at("08:00", days=1)
    money.sale(o25, "P02")
    money.at("23:00", days=1)
    handover_sheet_generate(business_date=money.day + dt.timedelta(days=1))
    after = CodSheet.objects.get(business_date__gt=money.day)
    assert (after.total_fen, [line["cross_day"] for line in after.sheet.content["lines"]]) == (246_000, [True, True])
    assert after.seal.previous_digest == sheet.seal.digest
    assert content_again(sheet) == sheet.sheet.content
    assert ledger_verify() == []


def test_the_command_prints_one_object_and_says_identical(money, world):
    day_of_d01(money, world)
    money.at("23:20")
    for _ in range(2):
        out = StringIO()
        call_command("cod_sheet", date=money.day, stdout=out)
        answer = json.loads(out.getvalue())
        assert (answer["identical"], answer["sheets"][0]["total_fen"]) == (True, 1_196_200)
    assert CodSheet.objects.count() == 1


def test_the_sheet_is_signed_by_cashier_and_finance(money, world):
    day_of_d01(money, world)
    money.at("23:05")
    handover_sheet_generate(business_date=money.day)
    sheet = CodSheet.objects.get()
    shown = sheet.sheet.shown_hash
    assert handover_sheet_sign(sheet=sheet, side="cashier", signer=world.cashier, shown_hash=shown) is False
    assert handover_sheet_sign(sheet=sheet, side="finance", signer=world.hq_finance, shown_hash=shown) is True
