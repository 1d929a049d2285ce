"""Wanted: an auditor who reads everything and does nothing. Two files: the roles and the sidebars; the rest is made."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

BASE = Path(__file__).resolve().parents[2]
PLANTED = {
    "people/roles.py": (
        ('ADMIN = "admin"\n', 'ADMIN = "admin"\nAUDITOR = "auditor"\n'),
        (
            '    ADMIN: N_("System administrator"),\n',
            '    ADMIN: N_("System administrator"),\n    AUDITOR: N_("Auditor"),\n',
        ),
        ("READS_ALL: frozenset[str] = frozenset()", "READS_ALL: frozenset[str] = frozenset({AUDITOR})"),
    ),
    "config/navigation.py": (
        (
            "    roles.IT_SUPPORT: (",
            "    roles.AUDITOR: (BOARD, ORDERS, MONEY, BALANCE, SHEETS, DOWNLOADS, INBOX),\n    roles.IT_SUPPORT: (",
        ),
    ),
}
LOOK = """
from people.rights import rights
from people.management.commands import permissions
mine = {str(right) for right in rights if right.is_open_to(["auditor"])}
reading = {str(right) for right in rights if right.reads}
assert reading <= mine, reading - mine
assert mine - reading <= {"self.manage", "clock.move"}, mine - reading
assert "`auditor`" in permissions.document()
print("reads", len(reading))
"""


@pytest.fixture
def copy(tmp_path):
    """The project with the two files changed as a stranger would."""
    skipped = shutil.ignore_patterns(".venv", ".git", "var", "__pycache__", "static", "tests", ".*_cache")
    shutil.copytree(BASE, tmp_path / "copy", ignore=skipped)
    for name, changes in PLANTED.items():
        path = tmp_path / "copy" / name
        text = path.read_text(encoding="utf-8")
        for old, new in changes:
            assert text.count(old) == 1, (name, old)
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "copy"


def manage(folder, *arguments):
    answer = subprocess.run(
        [sys.executable, "manage.py", *arguments], cwd=folder, capture_output=True, text=True, timeout=120,
        env={"PATH": "/usr/bin:/bin", "HANDOVER_DATA": str(folder / "var")},
    )  # fmt: skip
    assert answer.returncode == 0, answer.stderr
    return answer.stdout


def test_the_role_reads_everything_and_does_nothing(copy):
    assert "reads" in manage(copy, "shell", "-c", LOOK)
    manage(copy, "messages", "--extract")
    manage(copy, "permissions", "--write")
    assert "Auditor" in (copy / "people/locale/zh_Hans/LC_MESSAGES/django.po").read_text(encoding="utf-8")
