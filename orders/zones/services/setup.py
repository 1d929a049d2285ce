"""The zones and towns that an instance starts with (SLA-01 to SLA-22)."""

from orders.register.models import ServiceZone
from orders.zones.addresses import load_town_zones, load_zones
from orders.zones.models import TownRule


def zones_load() -> None:
    """Insert the zones that are missing; towns only while there are none, so that a removed rule stays away."""
    zones = [ServiceZone(name=zone.name, hours=zone.hours, aliases=list(zone.aliases)) for zone in load_zones()]
    ServiceZone.objects.bulk_create(zones, ignore_conflicts=True)
    if not TownRule.objects.exists():
        TownRule.objects.bulk_create(_town_rules(), ignore_conflicts=True)


def _town_rules() -> list[TownRule]:
    ids = dict(ServiceZone.objects.values_list("name", "pk"))
    return [TownRule(town=row.town, community=row.community, zone_id=ids[row.zone]) for row in load_town_zones()]
