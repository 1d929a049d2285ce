"""State machines as tables. Pure Python: a table is checked when it is imported, `core.moves` carries it out."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, Self, TypeVar

SYSTEM = "system"


def N_(text: str) -> str:
    """Mark an English msgid for the catalogue; it is translated where it is shown."""
    return text


class States(StrEnum):
    """The states of a thing: each its code, its label (msgid) and its tone for people (ok, warn, error, info, mute)."""

    label: str
    tone: str

    def __new__(cls, code: str, label: str = "", tone: str = "info") -> Self:
        """A member. Every one has a label: only `OrderState(code)`, which asks for the member of a code, has none."""
        member = str.__new__(cls, code)
        member._value_, member.label, member.tone = code, label, tone
        return member


class Action(StrEnum):
    """What may be done with a thing: each its code and its words (msgid), which a person is told who may not do it."""

    label: str

    def __new__(cls, code: str, label: str = "") -> Self:
        """A member; `label` as of `States`."""
        member = str.__new__(cls, code)
        member._value_, member.label = code, label
        return member


A = TypeVar("A", bound=Action)


@dataclass(frozen=True)
class Move(Generic[A]):
    """One row of a table: who may take what from where to where, what it needs, and the rule's id."""

    action: A
    sources: tuple[str, ...]
    target: str
    roles: tuple[str, ...]
    rule: str = ""
    needs: str = ""


class Machine(Generic[A]):
    """A named table of states and moves. Each action is one row, so its target is never in doubt."""

    def __init__(self, name: str, title: str, states: type[States], moves: Sequence[Move[A]]) -> None:
        self.name, self.title = name, title
        self.states: dict[str, States] = {state.value: state for state in states}
        self.moves = {move.action: move for move in moves}
        self._check(moves)

    def _check(self, moves: Sequence[Move[A]]) -> None:
        assert len(self.moves) == len(moves), f"{self.name}: an action is named twice"
        every = {action for move in moves for action in type(move.action)}
        assert every == set(self.moves), f"{self.name}: {every - set(self.moves)} stand in no row"
        for move in moves:
            unknown = {*move.sources, move.target} - set(self.states)
            assert not unknown, f"{self.name}.{move.action}: unknown states {unknown}"
            assert move.sources and move.roles, f"{self.name}.{move.action}: needs sources and roles"

    @property
    def choices(self) -> list[tuple[str, str]]:
        return [(state.value, state.label) for state in self.states.values()]
