"""The stories of docs/stories play as they stand there, to the last line of their output.

After a wanted change run with RECORD_STORIES=1 in the environment, and look at the difference.
"""

import os
from importlib.util import module_from_spec, spec_from_file_location
from textwrap import indent

import pytest

from cod.money.proof import ledger_verify
from core import clock
from tests.architecture.code import BASE
from tests.stories.stage import Stage, holdings

FOLDER = BASE / "docs" / "stories"
STORIES = sorted(path.stem for path in FOLDER.glob("*.py"))


def told(name, stage):
    """What the story prints: its first words, then each step with who holds what after it."""
    spec = spec_from_file_location(f"story_{name}", FOLDER / f"{name}.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    parts = [module.__doc__.strip()]
    for step in module.story(stage):
        lines = [line for order in stage.orders for line in holdings(order)]
        now = clock.local(clock.now())
        parts.append(f"{now:%a %H:%M}  {step}\n{indent(chr(10).join(lines), '    ')}")
    return "\n\n".join(parts) + "\n"


@pytest.mark.parametrize("name", STORIES)
def test_a_story_prints_what_stands_beside_it(name, world, day):
    printed, beside = told(name, Stage(world, day)), FOLDER / f"{name}.txt"
    if os.environ.get("RECORD_STORIES"):
        beside.write_text(printed, encoding="utf-8")
    assert printed == beside.read_text(encoding="utf-8")
    assert ledger_verify() == []


def test_there_are_three_stories():
    assert STORIES == ["order_day", "papers", "yuan"]
