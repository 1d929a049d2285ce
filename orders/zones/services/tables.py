"""The administrator's tables: zones with hours and other names, towns that differ from their district (part i)."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from core import audit
from core.errors import Conflict, Invalid
from orders.register.models import ServiceZone
from orders.zones.addresses import load_town_districts
from orders.zones.kinds import TOWN_ADD, TOWN_REMOVE, ZONE_EDIT
from orders.zones.models import TownRule
from orders.zones.selectors.zones import district_of
from people.models import User

HOURS = range(1, 241)
FIELDS = ("hours", "aliases", "active")


@transaction.atomic
def zone_edit(*, zone: ServiceZone, hours: int, aliases: list[str], active: bool, actor: User) -> ServiceZone:
    """Change what new orders are promised; orders that are here keep theirs. `aliases`: list of other names."""
    rows = {row.pk: row for row in ServiceZone.objects.select_for_update(no_key=True).order_by("pk")}
    zone, names = rows[zone.pk], list(dict.fromkeys(name.strip() for name in aliases if name.strip()))
    if hours not in HOURS:
        raise Invalid("hours", _("A promise is 1 to 240 hours."))
    taken = {name for row in rows.values() if row.pk != zone.pk for name in (row.name, *row.aliases)}
    for name in names:
        if not 2 <= len(name) <= 20:
            raise Invalid("aliases", _("Another name has 2 to 20 signs: %(name)s."), name=name)
        if name in taken:
            raise Conflict("alias_taken", _("%(name)s is the name of another zone already."), name=name)
    old = {field: getattr(zone, field) for field in FIELDS}
    zone.hours, zone.aliases, zone.active = hours, names, active
    zone.save(update_fields=FIELDS)
    audit.record(
        actor=actor, action=ZONE_EDIT, subject=zone, old=old, new={field: getattr(zone, field) for field in FIELDS}
    )
    return zone


@transaction.atomic
def town_rule_add(*, town: str, community: str, zone: ServiceZone, actor: User) -> TownRule:
    """Give a town, or one community of it, a zone of its own district."""
    town, community = town.strip(), community.strip()
    district = load_town_districts().get(town)
    if district is None:
        raise Invalid("town", _("%(town)s is no town or street of the city; write its full name."), town=town)
    if district_of(zone) != district:
        raise Invalid("zone", _("%(town)s does not lie in zone %(zone)s."), town=town, zone=zone.name)
    if community and len(community) < 2:
        raise Invalid("community", _("Write the full name of the community."))
    try:
        with transaction.atomic():
            rule = TownRule.objects.create(town=town, community=community[:20], zone=zone)
    except IntegrityError as error:
        text = _("%(town)s has a rule already; remove that one first.")
        raise Conflict("rule_there", text, town=f"{town} {community}".strip()) from error
    audit.record(actor=actor, action=TOWN_ADD, subject=rule, new=_shown(rule))
    return rule


@transaction.atomic
def town_rule_remove(*, rule: TownRule, actor: User) -> None:
    """From now on the town has the zone of its district again."""
    audit.record(actor=actor, action=TOWN_REMOVE, subject=rule, old=_shown(rule))
    rule.delete()


def _shown(rule: TownRule) -> dict[str, str]:
    return {"town": rule.town, "community": rule.community, "zone": rule.zone.name}
