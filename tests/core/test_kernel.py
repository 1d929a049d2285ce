"""The kernel: frozen rows, moves by table, custody by signed sheets, two people for two sides."""

import pytest
from django.db import DatabaseError, connection, transaction

from core import audit
from core.errors import Conflict, NotAllowed
from core.frozen import frozen_models
from core.models import AuditRow
from core.words import AuditWord
from dispatch.handover.kinds import HANDOVER
from orders.register.models import CustodyMovement
from orders.register.services import custody
from people.services.places import store_of
from returns.evening.kinds import RETURN
from sheets.models import Signature
from sheets.services.papers import sheet_issue, sheet_sign

CONTENT = {"meta": [], "columns": [], "lines": [], "totals": []}


def issue(world, kind=HANDOVER):
    return sheet_issue(
        kind=kind,
        platform=world.platform,
        business_date=world.today,
        about="run:1",
        content=CONTENT,
        actor=world.keeper,
    )


@pytest.fixture
def world(world, day):
    world.today = day
    return world


def test_two_sides_are_two_people_of_the_named_roles(world):
    """INV-14, SOD-01: one signature has no effect; a wrong role and the same person twice are refused."""
    sheet = issue(world)
    assert sheet_sign(sheet=sheet, side="keeper", signer=world.keeper, shown=sheet.shown_hash) is False
    with pytest.raises(NotAllowed):
        sheet_sign(sheet=sheet, side="driver", signer=world.keeper)
    assert sheet_sign(sheet=sheet, side="driver", signer=world.drivers[0].user) is True
    sheet.refresh_from_db()
    assert sheet.status == "signed"
    with pytest.raises(Conflict):
        sheet_sign(sheet=sheet, side="driver", signer=world.drivers[1].user)


def test_one_person_with_two_roles_cannot_sign_both_sides(world):
    sheet = issue(world, RETURN)
    world.doc_admin.grants.create(role="warehouse_keeper")
    world.doc_admin.__dict__.pop("roles", None)
    sheet_sign(sheet=sheet, side="doc_admin", signer=world.doc_admin)
    with pytest.raises(Conflict, match="|".join(["two people", "两个人", "两人"])):
        sheet_sign(sheet=sheet, side="keeper", signer=world.doc_admin)


def test_what_was_shown_is_what_is_signed(world):
    with pytest.raises(Conflict):
        sheet_sign(sheet=issue(world), side="keeper", signer=world.keeper, shown="0" * 64)


def test_custody_moves_by_a_signed_sheet_only(world):
    """INV-12: an unsigned sheet moves nothing, a signed one moves what its source really holds."""
    order = world.order_make()
    sheet = issue(world)
    move = {"items": order.items.all(), "target": store_of(world.platform), "sheet": sheet, "actor": world.keeper}
    with pytest.raises(AssertionError):
        custody.goods_move(source=world.client_holder, **move)
    sheet_sign(sheet=sheet, side="keeper", signer=world.keeper)
    sheet_sign(sheet=sheet, side="driver", signer=world.drivers[0].user)
    with pytest.raises(Conflict):
        custody.goods_move(source=world.drivers[0].holder, **move)
    custody.goods_move(source=world.client_holder, **move)
    assert CustodyMovement.objects.count() == 1
    assert order.items.get().holder == store_of(world.platform)


def test_every_frozen_table_refuses_sql(world):
    """INV-49: not even by SQL, on the engine at hand."""
    order = world.order_make()
    audit.record(actor=None, action=AuditWord("test", "Test"), subject=order)
    sheet = issue(world)
    sheet_sign(sheet=sheet, side="keeper", signer=world.keeper)
    assert {AuditRow, Signature, CustodyMovement} <= set(frozen_models())
    refused = 0
    for model in (AuditRow, Signature):
        table = model._meta.db_table
        for sql in (f"UPDATE {table} SET id = id + 1000", f"DELETE FROM {table}"):
            with pytest.raises(DatabaseError, match="frozen"), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(sql)
            refused += 1
    assert refused == 4
