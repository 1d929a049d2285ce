"""Write docs/LIFECYCLES.md from the tables of every app: `lifecycles --write`, or print it."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation import gettext, override

from core.lifecycle import SYSTEM, Machine, Move
from core.rooms import machines

PATH = Path(settings.BASE_DIR) / "docs" / "LIFECYCLES.md"
HEAD = """# Lifecycles

Generated from the tables in `*/*/lifecycle.py` by `./run manage lifecycles --write`; a test fails when it is stale.
A state is a summary for people of facts that stand elsewhere. Each move is one row: who may take it, from where to
where, what it needs, and the rule that asks for it. `system` is the program itself, as the consequence of a fact.
"""


class Command(BaseCommand):
    help = "Print every state machine as Markdown, or write docs/LIFECYCLES.md."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--write", action="store_true", help="write docs/LIFECYCLES.md")

    def handle(self, *args: Any, write: bool, **options: Any) -> None:
        if write:
            PATH.write_text(document(), encoding="utf-8")
        else:
            self.stdout.write(document())


def document() -> str:
    """The whole page."""
    parts = [HEAD]
    for machine in machines():
        parts += [_title(machine), _states(machine), _moves(machine), _diagram(machine)]
    return "\n".join(parts)


def both(text: str) -> tuple[str, str]:
    """(English, Chinese) of a msgid."""
    with override("en"):
        english = gettext(text)
    with override("zh-hans"):
        return english, gettext(text)


def _title(machine: Machine[Any]) -> str:
    english, chinese = both(machine.title)
    return f"## {english} {chinese} (`{machine.name}`)\n"


def _states(machine: Machine[Any]) -> str:
    rows = ["| state | title | in Chinese | tone |", "|---|---|---|---|"]
    for state in machine.states.values():
        english, chinese = both(state.label)
        rows.append(f"| `{state.value}` | {english} | {chinese} | {state.tone} |")
    return "\n".join(rows) + "\n"


def _moves(machine: Machine[Any]) -> str:
    rows = ["| move | in words | in Chinese | from | to | who | needs | rule |", "|---|---|---|---|---|---|---|---|"]
    for move in machine.moves.values():
        sources = ", ".join(f"`{source}`" for source in move.sources)
        told = " | ".join([f"`{move.action}`", *both(move.action.label)])
        rows.append(f"| {told} | {sources} | `{move.target}` | {_who(move)} | {move.needs} | {move.rule} |")
    return "\n".join(rows) + "\n"


def _who(move: Move[Any]) -> str:
    roles = [role for role in move.roles if role != SYSTEM]
    shown = ", ".join(roles) if len(roles) < 12 else "every role whose side or command it is"
    return f"{shown}, {SYSTEM}".strip(", ") if SYSTEM in move.roles else shown


def _diagram(machine: Machine[Any]) -> str:
    reached = {move.target for move in machine.moves.values() if set(move.sources) - {move.target}}
    lines = ["```mermaid", "stateDiagram-v2"]
    lines += [f"  [*] --> {state}" for state in machine.states if state not in reached]
    lines += [
        f"  {source} --> {move.target}: {move.action}" for move in machine.moves.values() for source in move.sources
    ]
    return "\n".join([*lines, "```", ""])
