"""State machines as tables. Pure Python: a table is checked when it is imported, `core.moves` carries it out."""

from dataclasses import dataclass

SYSTEM = "system"


def N_(text):
    """Mark an English msgid for the catalogue; it is translated where it is shown."""
    return text


@dataclass(frozen=True)
class State:
    """A state: its code, its label (msgid) and its tone for people (ok, warn, error, info, mute)."""

    code: str
    label: str
    tone: str = "info"


@dataclass(frozen=True)
class Move:
    """One row of a table: who may take what from where to where, what it needs, and the rule's id."""

    action: str
    sources: tuple
    target: str
    roles: tuple
    rule: str = ""
    needs: str = ""


class Machine:
    """A named table of states and moves. Each action is one row, so its target is never in doubt."""

    def __init__(self, name, title, states, moves):
        self.name, self.title = name, title
        self.states = {state.code: state for state in states}
        self.moves = {move.action: move for move in moves}
        self._check(states, moves)

    def _check(self, states, moves):
        assert len(self.states) == len(states), f"{self.name}: a state is named twice"
        assert len(self.moves) == len(moves), f"{self.name}: an action is named twice"
        for move in moves:
            unknown = {*move.sources, move.target} - set(self.states)
            assert not unknown, f"{self.name}.{move.action}: unknown states {unknown}"
            assert move.sources and move.roles, f"{self.name}.{move.action}: needs sources and roles"

    @property
    def choices(self):
        return [(state.code, state.label) for state in self.states.values()]

    def actions_from(self, state, roles):
        """Actions open to somebody with these roles, for buttons."""
        return [m.action for m in self.moves.values() if state in m.sources and set(m.roles) & set(roles)]
