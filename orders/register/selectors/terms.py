"""What a client's contract says of promises (ENT-04, part i)."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import QuerySet

from orders.register import promises
from orders.register.models import Client, ServiceZone, ZoneTerms
from orders.register.promises import PromiseStart


@dataclass(frozen=True)
class Terms:
    """How long a promise is: what starts its clock, and {zone id: hours} where the contract differs from the plan.

    Where the client's goods are delivered at all, `zones_in_terms` says.
    """

    starts: PromiseStart = PromiseStart.SHIPPED
    hours: Mapping[int, int] = field(default_factory=dict)

    def hours_of(self, zone: ServiceZone) -> int:
        """The hours promised in a zone: an order that was taken keeps them where the zone left the terms later."""
        return self.hours.get(zone.pk, zone.hours)

    def begins_at(self, shipped_at: dt.datetime | None, arrived_at: dt.datetime | None) -> dt.datetime | None:
        """When the promise begins to run; None while the moment is not known (AMB-01)."""
        return promises.clock_start(shipped_at, arrived_at, self.starts)

    def due_at(
        self, *, shipped_at: dt.datetime | None, arrived_at: dt.datetime | None, zone: ServiceZone | None
    ) -> dt.datetime | None:
        """When the goods are promised; None while the start or the zone is unknown."""
        return promises.due_at(self.begins_at(shipped_at, arrived_at), self.hours_of(zone) if zone else None)


def zones_in_terms(client: Client | None) -> QuerySet[ServiceZone]:
    """Zones where the client's goods are delivered now; all open ones when it is about no client."""
    zones = ServiceZone.objects.filter(active=True).order_by("id")
    return zones.exclude(terms__in=ZoneTerms.objects.filter(client=client, hours=None)) if client else zones


def terms_of(client: Client) -> Terms:
    """The terms of one client, in one query."""
    rows = ZoneTerms.objects.filter(client=client).order_by().values_list("zone_id", "hours")
    return Terms(PromiseStart(client.promise_starts), {zone: hours for zone, hours in rows if hours})
