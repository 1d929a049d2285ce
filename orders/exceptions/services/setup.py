"""The packaging standard that an instance starts with."""

from orders.exceptions.models import DamageStandard
from orders.register.services.setup import reference_rows


def standard_load() -> None:
    """Insert the clauses of both lists; once there is one of a list, people keep that list (AMB-11)."""
    kept = set(DamageStandard.objects.values_list("place", flat=True))
    rows = [row for row in reference_rows("damage.csv") if row["place"] not in kept]
    clauses = [DamageStandard(position=position, **row) for position, row in enumerate(rows, 1)]
    DamageStandard.objects.bulk_create(clauses, ignore_conflicts=True)
