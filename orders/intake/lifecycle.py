"""What becomes of a row of an order file."""

from core.lifecycle import N_, States


class RowResult(States):
    """What became of one row (INV-04)."""

    CREATED = "created", N_("Created")
    CHANGED = "changed", N_("Changed")
    UNCHANGED = "unchanged", N_("Unchanged")
    DUPLICATE = "duplicate", N_("Duplicate")
    CONFLICT = "conflict", N_("Conflict")
    REJECTED = "rejected", N_("Rejected")
    OUT_OF_AREA = "out_of_area", N_("Out of area")
