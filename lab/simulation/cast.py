"""Who plays the day: one person for each role, N drivers with van, card and terminal. Only ever in a simulation."""

import datetime as dt

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction

from cod.pos.services.terminals import agreement_set, terminal_create, training_set
from core import clock
from dispatch.fleet.services import driver_create, vehicle_create
from lab.simulation.words import words
from orders.register.services.setup import client_create
from people import roles
from people.models import Platform, User
from people.services.accounts import user_create
from people.services.places import buyer, platform_create

PASSWORD = "handover-demo-1"
PIN = "2468"
HUB, CLIENT = "JD", "C01"
AGENTS = ("agent", "agent2", "agent3", "agent4")
STAFF = {
    "intake": roles.INTAKE,
    "keeper": roles.KEEPER,
    "dispatcher": roles.DISPATCHER,
    "agent": roles.CS_AGENT,
    "agent2": roles.CS_AGENT,
    "agent3": roles.CS_AGENT,
    "agent4": roles.CS_AGENT,
    "doc_admin": roles.DOC_ADMIN,
    "cashier": roles.CASHIER,
    "supervisor": roles.SUPERVISOR,
    "cs_manager": roles.CS_MANAGER,
    "platform_manager": roles.PLATFORM_MANAGER,
    "platform_head": roles.PLATFORM_HEAD,
    "account_manager": roles.ACCOUNT_MANAGER,
    "regional_finance": roles.REGIONAL_FINANCE,
    "general_manager": roles.GENERAL_MANAGER,
    "project_team": roles.PROJECT_TEAM,
    "hq_finance": roles.HQ_FINANCE,
    "sales_finance": roles.SALES_FINANCE,
    "it_support": roles.IT_SUPPORT,
    "shuttle_driver": roles.SHUTTLE_DRIVER,
    "admin": roles.ADMIN,
}


@transaction.atomic
def world_create(*, drivers: int = 10) -> None:
    """Make hub, client, staff, drivers, vans and terminals. Refused outside simulation mode; all share one password."""
    assert settings.SIMULATION, "the cast exists in simulation mode only"
    known = words()
    platform = platform_create(code=HUB, name=known["platform"], is_hub=True, actor=None)
    client_create(
        code=CLIENT,
        name=known["client"],
        short_name=known["client_short"],
        account=known["client_account"],
        actor=None,
    )
    buyer()
    for place, (username, role) in enumerate(STAFF.items()):
        _user(username, known["staff"][username], f"A{place + 101}", role, platform)
    for number in range(1, drivers + 1):
        _driver(number, platform)
    # One computation for all: a password hash is slow by design, and there may be two hundred people.
    User.objects.update(password=make_password(PASSWORD), pin_hash=make_password(PIN))


def driver_code(number: int) -> str:
    """D01, D02, ..."""
    return f"D{number:02d}"


def _driver(number: int, platform: Platform) -> None:
    known, code, since = words(), driver_code(number), clock.today() - dt.timedelta(days=60)
    surnames, given = known["surnames"], known["driver_given"]
    name = surnames[number % len(surnames)] + given[number // 2 % len(given)]
    user = _user(code.lower(), name, f"B{number:03d}", roles.DRIVER, platform)
    driver = driver_create(user=user, platform=platform, code=code, card_tail=f"{6000 + number}", actor=None)
    vehicle_create(platform=platform, plate=known["plate"].format(number=10000 + number), actor=None)
    terminal_create(serial=f"P{number:02d}", platform=platform, actor=None)
    agreement_set(driver=driver, signed_on=since, actor=None)
    training_set(driver=driver, trained_on=since, actor=None)


def _user(username: str, name: str, staff_no: str, role: str, platform: Platform) -> User:
    return user_create(
        username=username,
        name=name,
        staff_no=staff_no,
        roles=[role],
        password=None,
        platform=platform,
        must_change=False,
        actor=None,
    )
