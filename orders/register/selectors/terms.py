"""What a client's contract says of promises (ENT-04, part i)."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from orders.register import promises
from orders.register.models import Client, ServiceZone, ZoneTerms
from orders.register.promises import PromiseStart


@dataclass(frozen=True)
class Terms:
    """What starts the clock, and {zone id: hours or None} where the contract differs from the plan."""

    starts: PromiseStart
    hours: Mapping[int, int | None]

    def hours_of(self, zone: ServiceZone) -> int | None:
        """The hours promised in a zone; None where the client's goods are not delivered now."""
        return self.hours.get(zone.pk, zone.hours) if zone.active else None

    def begins_at(self, shipped_at: dt.datetime | None, arrived_at: dt.datetime | None) -> dt.datetime | None:
        """When the promise begins to run; None while the moment is not known (AMB-01)."""
        return promises.clock_start(shipped_at, arrived_at, self.starts)

    def due_at(
        self, *, shipped_at: dt.datetime | None, arrived_at: dt.datetime | None, zone: ServiceZone | None
    ) -> dt.datetime | None:
        """When the goods are promised; None while the start or the zone is unknown.

        An order that was taken keeps a promise where the zone was closed or left the terms later: the plan's hours.
        """
        hours = (self.hours.get(zone.pk) or zone.hours) if zone else None
        return promises.due_at(self.begins_at(shipped_at, arrived_at), hours)


def zones_in_terms(client: Client | None) -> QuerySet[ServiceZone]:
    """Zones where the client's goods are delivered now; all open ones when it is about no client."""
    zones = ServiceZone.objects.filter(active=True).order_by("id")
    return zones.exclude(terms__in=ZoneTerms.objects.filter(client=client, hours=None)) if client else zones


def terms_of(client: Client) -> Terms:
    """The terms of one client, in one query."""
    rows = ZoneTerms.objects.filter(client=client).order_by()
    return Terms(PromiseStart(client.promise_starts), dict(rows.values_list("zone_id", "hours")))
