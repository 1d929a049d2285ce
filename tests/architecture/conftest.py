"""One day with something of everything in it, built once for a module and undone after it."""

import datetime as dt

import pytest
from django.db import transaction
from django.test import override_settings

from core import clock
from core.files import file_store
from orders.exceptions.services.cases import exception_open
from orders.feedback.kinds import FEEDBACK_FILE
from orders.feedback.models import FeedbackExport
from orders.gate.cases import SEAL
from orders.gate.services import arrival as arrivals
from orders.intake.models import ImportBatch
from orders.intake.services.imports import XLSX
from people import roles
from reconciliation.payment.kinds import PAYMENT
from reconciliation.payment.models import PaymentRequest
from reconciliation.statement.models import Statement
from sheets.services.papers import sheet_issue
from tests.cod.money import Money
from tests.dispatch.morning import CONTENT, loaded, stock
from tests.orders.gate import truck
from tests.world import World, person

DAY = dt.date(2026, 11, 17)
# Whoever works for one platform only (SOD-07); put together they are the sweep's stranger.
PLATFORM_BOUND = (
    roles.PLATFORM_MANAGER,
    roles.SUPERVISOR,
    roles.DOC_ADMIN,
    roles.CASHIER,
    roles.KEEPER,
    roles.DISPATCHER,
    roles.PLATFORM_HEAD,
)


@pytest.fixture(scope="module")
def busy_day(django_db_setup, django_db_blocker):
    """The world with a loaded run, a truck, an exception, a terminal, files, a statement and a payment request."""
    with django_db_blocker.unblock(), override_settings(SIMULATION=True), transaction.atomic():
        clock.move_to(clock.at(DAY, "04:00"))
        world = World.build()
        world.people["stranger_of_all"] = person("elsewhere", "A998", PLATFORM_BOUND, world.other_platform)
        morning(world)
        paperwork(world)
        yield world
        transaction.set_rollback(True)


def morning(world):
    """Two orders on the van of D01, one truck at the gate with one order more."""
    arrival = truck(world)
    world.orders = stock(world, DAY, [0, 0])
    world.run, _sheet = loaded(world, DAY, world.orders)
    world.orders.append(world.order_make())
    arrivals.arrival_check(arrival=arrival, lines=[], rest="accepted", actor=world.keeper)
    exception_open(kind=SEAL, order=world.orders[0], description="", actor=world.keeper)
    Money(world, DAY).issue(world.drivers[1])


def paperwork(world):
    """What takes a file: an import, a feedback file, a statement, a payment request."""
    file = file_store(content=b"x", name="x.xlsx", content_type=XLSX, kind=FEEDBACK_FILE, actor=world.intake)
    client, now = world.client, clock.now()
    ImportBatch.objects.create(client=client, business_date=DAY, file=file, imported_at=now)
    FeedbackExport.objects.create(
        client=client, business_date=DAY, kind="noon", cut_off=now, file=file, rows=0, lines_hash="", made_at=now
    )
    week = clock.week_of(DAY)
    Statement.objects.create(client=client, week=week, file=file, rows=0, amount_fen=0, imported_at=now)
    sheet = sheet_issue(
        kind=PAYMENT, platform=world.platform, business_date=DAY, about="test", content=CONTENT, actor=world.cs_manager
    )
    PaymentRequest.objects.create(
        sheet=sheet,
        client=client,
        week=week,
        due_on=DAY,
        amount_fen=0,
        orders=0,
        submitted_by=world.cs_manager,
        submitted_at=now,
    )
