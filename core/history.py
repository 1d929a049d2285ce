"""What an audit row says to people: the words of its code, or the state that a machine's row led to."""

from functools import cache
from typing import Any

from django.utils.translation import gettext as _

from core.lifecycle import Machine
from core.models import AuditRow
from core.rooms import machines
from core.words import audit_words


def headline(row: AuditRow) -> tuple[str, str] | None:
    """(title, tone) of what was done; None where a machine's row changed nothing that people would see."""
    if row.action in audit_words:
        word = audit_words[row.action]
        return word.words, word.tone
    name, _dot, action = row.action.partition(".")
    machine = _machines().get(name)
    if machine is None or action not in machine.moves or not row.new:
        return None
    state = machine.states[machine.moves[action].target]
    return f"{_(machine.title)}: {_(state.label)}", state.tone


@cache
def _machines() -> dict[str, Machine[Any]]:
    return {machine.name: machine for machine in machines()}
