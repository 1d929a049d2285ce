"""Carries out the rows of a state machine: lock, check all, one conditional UPDATE, audit."""

import datetime as dt
from collections.abc import Collection, Iterable
from typing import TypeVar

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core import audit
from core.errors import Conflict, NotAllowed
from core.lifecycle import SYSTEM, Action, Machine, Move
from core.types import Actor
from core.words import AuditWord

A = TypeVar("A", bound=Action)
M = TypeVar("M", bound=Model)


def may(machine: Machine[A], action: A, actor: Actor | None) -> bool:
    """Whether this actor's roles are in the table's row. None is the system."""
    roles = {SYSTEM} if actor is None else set(actor.roles)
    return bool(roles & set(machine.moves[action].roles))


def move(
    machine: Machine[A],
    action: A,
    model: type[M],
    ids: Collection[int],
    *,
    actor: Actor | None,
    field: str = "status",
    note: str = "",
    occurred_at: dt.datetime | None = None,
    **values: object,
) -> list[M]:
    """Take all rows of `model` with these ids through `action`; returns them as they were before.

    All or none. Raises NotAllowed when the actor's roles are not in the table, Conflict naming the first row
    that stands in another state.
    """
    way = machine.moves[action]
    if not may(machine, action, actor):
        raise NotAllowed("role", _("Your role may not do this: %(action)s."), action=gettext(action.label))
    with transaction.atomic():
        rows = list(model._default_manager.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk"))
        _check(machine, way, rows, field)
        changed = model._default_manager.filter(pk__in=ids, **{f"{field}__in": way.sources})
        count = changed.update(**{field: way.target}, **values)
        assert count == len(rows) == len(set(ids)), f"{machine.name}.{action}: {count} of {len(ids)} rows"
        changes = [(row, {field: getattr(row, field)}, {field: way.target}) for row in rows]
        audit.record_many(
            actor=actor, action=word_of(machine, way), changes=changes, note=note, occurred_at=occurred_at
        )
    return rows


def word_of(machine: Machine[A], way: Move[A]) -> AuditWord:
    """How the audit tells a row of a machine's table: what the thing is, and where it stands from then on."""
    target = machine.states[way.target]
    return AuditWord(f"{machine.name}.{way.action}", target.label, target.tone)


def _check(machine: Machine[A], way: Move[A], rows: Iterable[Model], field: str) -> None:
    for row in rows:
        state = getattr(row, field)
        if state not in way.sources:
            label = gettext(machine.states[state].label)
            raise Conflict("state", _("%(thing)s is %(state)s; this cannot be done now."), thing=str(row), state=label)
