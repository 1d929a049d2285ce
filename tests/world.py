"""A small world for tests: the named cast, one hub, one client, and orders made as an import would make them."""

import itertools
from dataclasses import dataclass, field

from core import clock
from core.facts import publish
from dispatch.fleet.models import Driver, Vehicle
from orders.register.events import OrdersCreated
from orders.register.models import Client, GoodsItem, Order, Recipient, ServiceZone
from people import roles
from people.kinds import HolderKind
from people.models import Holder
from people.services.accounts import user_create
from people.services.places import buyer, platform_create

PASSWORD = "a-long-test-password"
PIN = "2468"
CAST = {
    "platform_manager": roles.PLATFORM_MANAGER,
    "cs_manager": roles.CS_MANAGER,
    "cs_agent": roles.CS_AGENT,
    "supervisor": roles.SUPERVISOR,
    "doc_admin": roles.DOC_ADMIN,
    "cashier": roles.CASHIER,
    "keeper": roles.KEEPER,
    "dispatcher": roles.DISPATCHER,
    "intake": roles.INTAKE,
    "account_manager": roles.ACCOUNT_MANAGER,
    "platform_head": roles.PLATFORM_HEAD,
    "shuttle_driver": roles.SHUTTLE_DRIVER,
    "regional_finance": roles.REGIONAL_FINANCE,
    "general_manager": roles.GENERAL_MANAGER,
    "project_team": roles.PROJECT_TEAM,
    "hq_finance": roles.HQ_FINANCE,
    "sales_finance": roles.SALES_FINANCE,
    "it_support": roles.IT_SUPPORT,
    "admin": roles.ADMIN,
}


@dataclass
class World:
    """The cast by name (see CAST), `drivers` D01..., `platform`, `other_platform`, `client`."""

    people: dict = field(default_factory=dict)
    drivers: list = field(default_factory=list)
    numbers: itertools.count = field(default_factory=lambda: itertools.count(1))

    def __getattr__(self, name):
        try:
            return self.__dict__["people"][name]
        except KeyError as error:
            raise AttributeError(name) from error

    @classmethod
    def build(cls, drivers=3):
        world = cls()
        world.platform = platform_create(code="JD", name="嘉定", is_hub=True, actor=None)
        world.other_platform = platform_create(code="PD", name="浦东", actor=None)
        world.buyer = buyer()
        world.client_holder = Holder.objects.create(kind=HolderKind.CLIENT, name="卓越亚马逊")
        world.client = Client.objects.create(
            code="C01", name="卓越亚马逊", short_name="卓越", holder=world.client_holder
        )
        for place, (name, role) in enumerate(CAST.items()):
            world.people[name] = person(name, f"A{place + 100}", [role], world.platform)
        world.people["stranger"] = person("stranger", "A999", [roles.DISPATCHER], world.other_platform)
        for _ in range(drivers):
            world.driver_make()
        return world

    def driver_make(self):
        code = f"D{len(self.drivers) + 1:02d}"
        user = person(code.lower(), f"B{len(self.drivers) + 1:03d}", [roles.DRIVER], self.platform)
        driver = Driver.objects.create(
            user=user, holder=user.holder, platform=self.platform, code=code, card_tail="6688"
        )
        Vehicle.objects.create(platform=self.platform, plate=f"沪A{10000 + len(self.drivers)}")
        self.drivers.append(driver)
        return driver

    def order_make(self, *, amount_fen=0, pay_mode=None, items=1, business_date=None, status=None):
        """One order of the day as the import leaves it (expected, goods with the client)."""
        number = next(self.numbers)
        zone, _ = ServiceZone.objects.get_or_create(name="嘉定区", defaults={"hours": 24})
        recipient = Recipient.objects.create(
            name=f"收货人{number}",
            phone=f"138{number:08d}",
            phone_tail=f"{number:04d}"[-4:],
            address=f"测试路{number}号",
        )
        order = Order.objects.create(
            client=self.client,
            order_no=f"T{number:07d}",
            shipment_no="S1",
            waybill_no=f"90{number:08d}",
            business_date=business_date or clock.today(),
            platform=self.platform,
            zone=zone,
            district="嘉定区",
            recipient=recipient,
            pay_mode=pay_mode or ("card" if amount_fen else "none"),
            pieces=items,
            amount_original_fen=amount_fen,
            amount_due_fen=amount_fen,
            created_at=clock.now(),
            payment_state="unpaid" if amount_fen else "none",
        )
        for line in range(1, items + 1):
            GoodsItem.objects.create(order=order, line_no=line, name=f"商品{line}", holder=self.client_holder)
        publish(OrdersCreated(order_ids=(order.pk,), business_date=order.business_date, actor_id=None))
        return order


def person(username, staff_no, role_codes, platform):
    """A user who may sign in with PASSWORD and sign with PIN."""
    return user_create(
        username=username,
        name=f"测{staff_no}",
        staff_no=staff_no,
        roles=role_codes,
        password=PASSWORD,
        actor=None,
        platform=platform,
        pin=PIN,
        must_change=False,
    )
