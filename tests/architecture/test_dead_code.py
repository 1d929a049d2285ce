"""Nothing stands in the house that nobody uses; what only a test calls is not used."""

import pytest

from lab.architecture.dead import unused
from tests.architecture.code import BASE

USER = "from shop.till import pay\n\n\ndef sell():\n    pay()\n\n\nsell()\n"


def house(root, till, **others):
    texts = {
        ".importlinter": "",
        "pyproject.toml": "",
        "run": "",
        "shop/__init__.py": "",
        "shop/till.py": till,
    } | others
    for name, text in texts.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return unused(root)


def test_nothing_is_dead():
    assert not unused(BASE)


@pytest.mark.parametrize(
    ("planted", "name"),
    [
        ("def pay():\n    return 1\n", "pay"),
        ("class Till:\n    pass\n", "Till"),
        ("RATE = 3\n", "RATE"),
        ("@property\ndef pay(self):\n    return 1\n", "pay"),
        ('def pay():\n    """pay is said here only: pay."""\n', "pay"),
    ],
)
def test_planted_dead_code_is_found(tmp_path, planted, name):
    """A comment, a docstring, an import and a test do not use it."""
    others = {"shop/other.py": f"from shop.till import {name}  # {name}\n", "tests/test_it.py": f"{name}()\n"}
    assert [entry.split()[1] for entry in house(tmp_path, planted, **others)] == [name]


@pytest.mark.parametrize(
    "others",
    [
        {"shop/other.py": USER},
        {"shop/wiring.py": "print(['shop.till.pay'])\n"},
        {"templates/a.html": "{{ till.pay }}\n"},
    ],
)
def test_what_is_used_is_left_alone(tmp_path, others):
    """By a call, by its dotted path, by a template."""
    assert house(tmp_path, "def pay():\n    return 1\n", **others) == []
