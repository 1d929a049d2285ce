"""Carries out the rows of a state machine: lock, check all, one conditional UPDATE, audit."""

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core import audit
from core.errors import Conflict, NotAllowed
from core.lifecycle import SYSTEM


def may(machine, action, actor):
    """Whether this actor's roles are in the table's row. None is the system."""
    roles = {SYSTEM} if actor is None else set(actor.roles)
    return bool(roles & set(machine.moves[action].roles))


def move(machine, action, model, ids, *, actor, field="status", note="", occurred_at=None, **values):
    """Take all rows of `model` with these ids through `action`; returns them as they were before.

    All or none. Raises NotAllowed when the actor's roles are not in the table, Conflict naming the first row
    that stands in another state.
    """
    row = machine.moves[action]
    if not may(machine, action, actor):
        raise NotAllowed("role", _("Your role may not do this: %(action)s."), action=action)
    with transaction.atomic():
        rows = list(model.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk"))
        _check(machine, row, rows, field)
        changed = model.objects.filter(pk__in=ids, **{f"{field}__in": row.sources})
        count = changed.update(**{field: row.target}, **values)
        assert count == len(rows) == len(set(ids)), f"{machine.name}.{action}: {count} of {len(ids)} rows"
        changes = [(thing, {field: getattr(thing, field)}, {field: row.target}) for thing in rows]
        audit.record_many(
            actor=actor, action=f"{machine.name}.{action}", changes=changes, note=note, occurred_at=occurred_at
        )
    return rows


def _check(machine, row, rows, field):
    for thing in rows:
        state = getattr(thing, field)
        if state not in row.sources:
            label = gettext(machine.states[state].label)
            raise Conflict(
                "state", _("%(thing)s is %(state)s; this cannot be done now."), thing=str(thing), state=label
            )
