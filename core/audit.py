"""One row per change, in the same transaction, frozen by the database (INV-49).

Rows hold references and codes, never names, phones or addresses.
"""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Model

from core import clock
from core.bulk import rows_add
from core.models import AuditRow
from core.types import Actor, JsonObject
from core.words import AuditWord

_COLUMNS = (
    "actor_id",
    "actor_no",
    "action",
    "subject",
    "about",
    "old",
    "new",
    "note",
    "occurred_at",
    "recorded_at",
)


def ref(thing: Model) -> str:
    """A stable reference to a row: "orders.order:17"."""
    return f"{thing._meta.label_lower}:{thing.pk}"


def about(thing: Model) -> str:
    """What page shows this row's history: the row's own `audit_about`, else itself."""
    return getattr(thing, "audit_about", None) or ref(thing)


def record(
    *,
    actor: Actor | None,
    action: AuditWord,
    subject: Model,
    old: JsonObject | None = None,
    new: JsonObject | None = None,
    note: str = "",
    occurred_at: dt.datetime | None = None,
) -> None:
    """Write one audit row. `actor` is a user or None (the system)."""
    record_many(actor=actor, action=action, changes=[(subject, old, new)], note=note, occurred_at=occurred_at)


def record_many(
    *,
    actor: Actor | None,
    action: AuditWord,
    changes: Iterable[tuple[Model, JsonObject | None, JsonObject | None]],
    note: str = "",
    occurred_at: dt.datetime | None = None,
) -> None:
    """Write a row per (subject, old, new)."""
    named = ((ref(subject), about(subject), old, new) for subject, old, new in changes)
    record_refs(actor=actor, action=action, changes=named, note=note, occurred_at=occurred_at)


def record_refs(
    *,
    actor: Actor | None,
    action: AuditWord,
    changes: Iterable[tuple[str, str, JsonObject | None, JsonObject | None]],
    note: str = "",
    occurred_at: dt.datetime | None = None,
) -> None:
    """Write a row per (reference, about, old, new), for whoever writes many rows without making objects of them."""
    assert isinstance(action, AuditWord), f"no room declares what {action!r} means in the audit"
    instant = clock.now()
    head = (getattr(actor, "pk", None), getattr(actor, "staff_no", ""), action)
    tail = (note, occurred_at or instant, instant)
    rows_add(AuditRow, _COLUMNS, ((*head, *change, *tail) for change in changes))
