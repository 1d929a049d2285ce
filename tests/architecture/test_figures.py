"""The figures of the house are counted right, and it keeps its budgets: see the table in docs/ARCHITECTURE.md."""

import pytest

from lab.architecture.figures import (
    FILE_MOST,
    FUNCTION_MOST,
    ROOM_PERCENT_MOST,
    TEMPLATE_LINE_MOST,
    figures,
    room_shares,
)
from lab.architecture.source import functions, length, modules, templates
from tests.architecture.code import BASE

LAYERS = "[importlinter:contract:x]\ntype = layers\nlayers =\n    shop.till\n    shop.shelf\n"
TILL = "def pay(amount: int, *, note) -> None:\n    return\n\n\nclass Till:\n    def open(self, key):\n        pass\n"


def test_a_house_of_two_rooms(tmp_path):
    """9 lines in three files: 7 in the till, 1 on the shelf, 1 outside; one of three arguments says its type."""
    files = {
        ".importlinter": LAYERS,
        "shop/__init__.py": "x = 1\n",
        "shop/till/__init__.py": TILL,
        "shop/shelf/__init__.py": "y = 2\n",
        "shop/migrations/0001_initial.py": "z = 3\n" * 500,
        "tests/__init__.py": "z = 3\n" * 500,
        "templates/a.html": "<p>12345</p>\n<p>1</p>\n",
        "tests/architecture/walks.json": '{"sale": ["shop.till", "shop.shelf"]}',
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    found = figures(tmp_path)
    assert (found.functions, found.function_median, found.function_max) == (2, 2, 2)
    assert (found.files, found.file_max) == (3, 7)
    assert found.annotated_percent == 33.3
    assert found.template_line_max == 12
    assert (found.rooms, found.largest_room, found.largest_room_percent) == (3, "shop.till", 77.8)
    assert found.walks == {"sale": 2}


@pytest.fixture(scope="module")
def house():
    return list(modules(BASE))


def test_no_function_is_too_long(house):
    lengths = {f"{m.path} {found.name}": length(found) for m in house for found in functions(m.tree)}
    assert not {name: lines for name, lines in lengths.items() if lines > FUNCTION_MOST}


def test_no_file_is_too_long(house):
    assert not {module.path: module.lines for module in house if module.lines > FILE_MOST}


def test_no_room_is_too_large(house):
    assert not {room: share for room, share in room_shares(house).items() if share > ROOM_PERCENT_MOST}


def test_no_template_line_is_too_long():
    lines = [(path, len(line)) for path, text in templates(BASE) for line in text.splitlines()]
    assert lines and not [found for found in lines if found[1] > TEMPLATE_LINE_MOST]
