"""Reference data that an instance cannot work without: each room loads its own."""

from typing import Any

from django.db import transaction

from orders.exceptions.services.setup import standard_load
from orders.register.services.setup import reasons_load
from orders.zones.services.setup import zones_load


@transaction.atomic
def reference_load() -> None:
    """Insert what is missing of zones and towns, refusal reasons and the packaging standard."""
    zones_load()
    reasons_load()
    standard_load()


def load_after_migrate(**signal: Any) -> None:
    """Hears post_migrate."""
    reference_load()
