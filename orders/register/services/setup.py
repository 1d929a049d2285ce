"""Reference data that an instance cannot work without, and the client."""

import csv
from importlib.resources import files

from django.db import transaction

from core import audit
from orders.exceptions.models import DamageStandard
from orders.register.models import Client, Reason, ServiceZone
from orders.zones.addresses import load_town_zones, load_zones
from orders.zones.models import TownRule
from people.models import Holder


@transaction.atomic
def reference_load():
    """Insert what is missing of the zones (SLA-01 to SLA-18), the refusal reasons and the packaging standard.

    Towns (SLA-21, SLA-22) only while there are none, so that a rule that was removed stays away; likewise the clauses,
    whose wording is the client's to supply (AMB-11). What people edited stays. Returns (zones, reasons) that were new.
    """
    before = ServiceZone.objects.count(), Reason.objects.count()
    zones = [ServiceZone(name=zone.name, hours=zone.hours, aliases=list(zone.aliases)) for zone in load_zones()]
    ServiceZone.objects.bulk_create(zones, ignore_conflicts=True)
    if not TownRule.objects.exists():
        TownRule.objects.bulk_create(_town_rules(), ignore_conflicts=True)
    Reason.objects.bulk_create(_reasons(), ignore_conflicts=True)
    DamageStandard.objects.bulk_create(_clauses(), ignore_conflicts=True)
    return ServiceZone.objects.count() - before[0], Reason.objects.count() - before[1]


@transaction.atomic
def client_create(*, code, name, actor, account=""):
    """Make a client with the holder of its goods."""
    holder = Holder.objects.create(kind=Holder.CLIENT, name=name)
    client = Client.objects.create(code=code, name=name, holder=holder, account=account)
    audit.record(actor=actor, action="client.create", subject=client, new={"code": code})
    return client


def load_after_migrate(**signal):
    """Hears post_migrate."""
    reference_load()


def _town_rules():
    ids = dict(ServiceZone.objects.values_list("name", "pk"))
    return [TownRule(town=row.town, community=row.community, zone_id=ids[row.zone]) for row in load_town_zones()]


def _clauses():
    """The clauses of both lists; once there is one of a list, people keep that list (AMB-11)."""
    kept = set(DamageStandard.objects.values_list("place", flat=True))
    rows = [row for row in _table("damage.csv") if row["place"] not in kept]
    return [DamageStandard(position=position, **row) for position, row in enumerate(rows, 1)]


def _table(name):
    return list(csv.DictReader((files("orders") / "data" / name).read_text("utf-8").splitlines()))


def _reasons():
    return [
        Reason(
            kind=row["kind"],
            code=row["code"],
            name_zh=row["name_zh"],
            name_en=row["name_en"],
            needs_photo=row["needs_photo"] == "yes",
            needs_clause=row["needs_clause"] == "yes",
            position=position,
        )
        for position, row in enumerate(_table("reasons.csv"), 1)
    ]
