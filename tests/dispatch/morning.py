"""The morning up to any point: goods in store, runs planned, sheets issued, goods on the van."""

from core import clock
from dispatch.handover.services.handover import handover_issue, handover_match, handover_sign, run_depart, sheet_orders
from dispatch.runs.models import RunStop
from dispatch.runs.services.clearance import clearance_set
from dispatch.runs.services.runs import run_plan
from orders.gate.kinds import ACCEPTANCE
from orders.register.lifecycle import OrderAction
from orders.register.models import Reason
from orders.register.services.custody import goods_move
from orders.register.services.status import orders_move
from people.services.places import store_of
from sheets.services.papers import sheet_issue, sheet_sign, sheet_sign_outside
from tests.orders.gate import PNG

D01 = [219900, 189900, 329900, 269900, 99900, 459900, 128800, 147800, 0, 0, 0, 0]
D01_CASH = {4, 6}
CONTENT = {"meta": [], "columns": [], "lines": [], "totals": []}


def stock(world, day, amounts, cash=()):
    """Orders of the day accepted into the store by a signed sheet."""
    orders = [
        world.order_make(amount_fen=fen, pay_mode="cash" if place in cash else None, business_date=day)
        for place, fen in enumerate(amounts)
    ]
    sheet = sheet_issue(
        kind=ACCEPTANCE, platform=world.platform, business_date=day, about="test", content=CONTENT, actor=world.keeper
    )
    sheet_sign(sheet=sheet, side="keeper", signer=world.keeper)
    sheet_sign_outside(sheet=sheet, side="carrier", name="承运", image=PNG, witness=world.keeper)
    items = [item for order in orders for item in order.items.all()]
    store = store_of(world.platform)
    goods_move(items=items, source=world.client_holder, target=store, sheet=sheet, actor=world.keeper)
    orders_move(action=OrderAction.ACCEPT, order_ids=[order.pk for order in orders], actor=world.keeper)
    for order in orders:
        order.refresh_from_db()
    return orders


def planned(world, day, orders, driver=0):
    """One run of these orders."""
    rows = [(world.drivers[driver], None, orders)]
    return run_plan(business_date=day, platform=world.platform, runs=rows, actor=world.dispatcher)[0]


def issued(world, day, orders, driver=0):
    """(run, sheet) of these orders."""
    run = planned(world, day, orders, driver)
    return run, handover_issue(run=run, actor=world.keeper)


def hold(run, held, required=None):
    """What the money room would write."""
    clearance_set(run=run, required_fen=required or held, held_fen=held, terminal_no="P01", auth_codes="A1")


def loaded(world, day, orders, driver=0):
    """(run, sheet) with both signatures."""
    run, sheet = issued(world, day, orders, driver)
    total = sum(order.amount_due_fen for order in orders)
    if total:
        hold(run, total)
    who = world.drivers[driver].user
    handover_match(run=run, orders=sheet_orders(sheet), driver=who)
    handover_sign(run=run, side="keeper", signer=world.keeper, shown_hash=sheet.shown_hash)
    assert handover_sign(run=run, side="driver", signer=who, shown_hash=sheet.shown_hash) is True
    run.refresh_from_db()
    return run, sheet


def on_road(world, day, orders, driver=0):
    """A run that has left."""
    run, _sheet = loaded(world, day, orders, driver)
    run_depart(run=run, actor=world.dispatcher)
    run.refresh_from_db()
    return run


def stop_of(order):
    """The newest stop of an order."""
    return RunStop.objects.filter(order=order).latest("id")


def reasons():
    """Two reasons of a refusal; the damaged one needs a photo."""
    values = {"kind": "refusal", "name_zh": "x", "name_en": "x"}
    Reason.objects.get_or_create(code="changed_mind", defaults=values)
    Reason.objects.update_or_create(code="packaging_damaged", defaults=values | {"needs_photo": True, "active": True})


def window(day, start, end):
    """Both ends of a window."""
    return {"window_start": clock.at(day, start), "window_end": clock.at(day, end)}
