"""How far a file of orders is, and what becomes of its rows."""

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


class DraftState(States):
    """How far a file is between upload and import."""

    UPLOADED = "uploaded", N_("Waiting"), "mute"
    UNMAPPED = "unmapped", N_("Titles to be named"), "warn"
    CHECKING = "checking", N_("Being checked"), "info"
    CHECKED = "checked", N_("Checked, to be decided"), "warn"
    IMPORTING = "importing", N_("Being imported"), "info"
    DONE = "done", N_("Imported"), "ok"
    FAILED = "failed", N_("Not readable"), "error"
    DROPPED = "dropped", N_("Given up"), "mute"


OPEN = (DraftState.UPLOADED, DraftState.UNMAPPED, DraftState.CHECKING, DraftState.CHECKED, DraftState.IMPORTING)
WORKING = (DraftState.UPLOADED, DraftState.CHECKING, DraftState.IMPORTING)
