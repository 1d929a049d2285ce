"""Who may import whom (rule 1): the contracts hold here, and each fails on a planted violation."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

BASE = Path(__file__).resolve().parents[2]
APPS = (
    "config",
    "core",
    "people",
    "sheets",
    "ledger",
    "orders",
    "dispatch",
    "returns",
    "cod",
    "reconciliation",
    "driver",
    "operations",
    "lab",
)
UPSTREAM = "Imports point upstream only; siblings do not know each other"
INSIDE = "Inside a room the layers point one way"
PURE = "Lifecycles and facts are plain Python"


def contracts(folder: Path) -> str:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    answer = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120)
    return answer.stdout + answer.stderr


@pytest.fixture
def copy(tmp_path):
    """The project's modules without their contents: enough to plant an import in."""
    for app in APPS:
        shutil.copytree(
            BASE / app, tmp_path / app, ignore=shutil.ignore_patterns("*.po", "*.mo", "__pycache__", "static")
        )
    shutil.copy(BASE / ".importlinter", tmp_path)
    return tmp_path


def test_contracts_hold():
    answer = contracts(BASE)
    assert " KEPT" in answer and " BROKEN" not in answer, answer


@pytest.mark.parametrize(
    ("module", "line", "broken"),
    [
        ("core/planted.py", "import orders.models", UPSTREAM),
        ("orders/planted.py", "from dispatch import apps", UPSTREAM),
        ("returns/planted.py", "import cod.apps", UPSTREAM),
        ("cod/planted.py", "import lab.apps", UPSTREAM),
        ("driver/planted.py", "import operations.apps", UPSTREAM),
        ("orders/register/planted.py", "import orders.zones.models", "The rooms of orders stand on floors"),
        ("orders/register/events.py", "import orders.register.models", INSIDE),
        ("people/selectors.py", "import people.views", INSIDE),
        ("orders/register/events.py", "from django.db import models", PURE),
    ],
)
def test_planted_violation_is_found(copy, module, line, broken):
    path = copy / module
    path.write_text((path.read_text() if path.exists() else "") + f"\n{line}\n")
    (copy / "people/views.py").touch()
    assert f"{broken} BROKEN" in contracts(copy)
