"""`./run test --changed`: a planted change leads to the tests of its room, of its hearers and of its importers."""

import subprocess
from pathlib import Path

import pytest

from config import testing
from config.changed import EVERYBODY, Tree, changed_files, chosen, room_of
from config.wiring import HEARERS

TREE = Tree(Path(__file__).resolve().parents[2])


def about(*paths):
    """(rooms, test files) of a change in this checkout."""
    return chosen(TREE, paths, HEARERS)


def test_a_room_brings_its_tests_and_those_of_its_hearers():
    rooms, files = about("dispatch/doorstep/services.py")
    assert rooms == {"dispatch.doorstep": "changed: dispatch/doorstep/services.py", "cod": "hears StopClosed"}
    assert files["tests/dispatch/test_doorstep.py"] == "imports what changed"
    assert files["tests/cod/test_gateway.py"] == "cod"
    assert "tests/people/test_throttle.py" not in files and "tests/core/test_money.py" not in files


def test_importers_at_any_hand_are_found():
    """tests/cod/test_papers.py names the clock nowhere; what it imports does. A conftest leads nowhere."""
    _rooms, files = about("core/clock.py")
    assert files["tests/cod/test_papers.py"] == "imports what changed"
    assert "tests/infra/test_filebroker.py" not in files
    _rooms, files = about("cod/bank/services/lines.py")
    assert "tests/cod/test_bank.py" in files and "tests/orders/test_zones.py" not in files


def test_a_helper_of_tests_brings_the_tests_that_use_it():
    rooms, files = about("tests/dispatch/morning.py")
    assert not rooms and {"tests/dispatch/test_handover.py", "tests/returns/test_evening.py"} <= set(files)


@pytest.mark.parametrize("path", ["config/settings.py", "requirements.txt", "tests/conftest.py", "tests/world.py"])
def test_what_is_nobodys_is_everybodys(path):
    assert list(about(path, "cod/bank/models.py")[1]) == [EVERYBODY]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("README.md", {"tests/architecture/test_documents.py"}),
        ("CHANGELOG.md", set()),
        ("templates/cod/bank.html", {"tests/ui", "tests/cod", "tests/architecture/test_access.py"}),
        ("tests/architecture/conftest.py", {"tests/architecture"}),
        ("tests/people/test_throttle.py", {"tests/people/test_throttle.py"}),
    ],
)
def test_other_files_have_their_readers(path, expected):
    assert set(about(path)[1]) == expected


@pytest.mark.parametrize(
    ("path", "room"),
    [
        ("orders/zones/addresses/tables.py", "orders.zones"),
        ("orders/urls.py", "orders"),
        ("orders/migrations/0001_initial.py", "orders"),
        ("people/services/accounts.py", "people"),
    ],
)
def test_rooms(path, room):
    assert room_of(path) == room


@pytest.fixture
def checkout(tmp_path):
    """git(words) in a repository with one commit on main."""

    def git(*words):
        command = ["git", "-c", "user.name=T", "-c", "user.email=t@example.com", *words]
        subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)

    git("init", "-b", "main")
    (tmp_path / "old.py").write_text("1\n")
    git("add", ".")
    git("commit", "-m", "one")
    git.folder = tmp_path
    return git


def test_on_main_the_uncommitted_counts_or_else_the_last_commit(checkout):
    (checkout.folder / "new.py").write_text("2\n")
    assert changed_files(checkout.folder)[1] == ["new.py"]
    checkout("add", ".")
    checkout("commit", "-m", "two")
    assert changed_files(checkout.folder) == ("HEAD~1", ["new.py"])


def test_on_a_branch_everything_counts_since_it_left_main(checkout):
    checkout("switch", "-c", "work")
    (checkout.folder / "new.py").write_text("2\n")
    checkout("add", ".")
    checkout("commit", "-m", "two")
    (checkout.folder / "old.py").unlink()
    assert changed_files(checkout.folder)[1] == ["new.py", "old.py"]


def test_the_command_says_what_it_chose_and_why_and_runs_it(monkeypatch, capsys):
    """The change planted here is a page of the driver's."""
    ran = []
    monkeypatch.setattr(testing.changed, "changed_files", lambda root: ("abc", ["driver/views.py"]))
    monkeypatch.setattr(testing.os, "execv", lambda program, words: ran.extend(words))
    testing.main(["--changed", "-q"])
    assert "tests/driver/test_pages.py" in ran and "tests/people/test_throttle.py" not in ran
    assert "driver  (changed: driver/views.py)" in capsys.readouterr().out


def test_the_command_runs_nothing_when_no_test_is_about_the_change(monkeypatch, capsys):
    monkeypatch.setattr(testing.changed, "changed_files", lambda root: ("abc", ["CHANGELOG.md"]))
    monkeypatch.setattr(testing.os, "execv", lambda *words: pytest.fail("nothing to run"))
    assert testing.main(["--changed"]) == 0
    assert "about them are no test files" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "many"),
    [
        ([], True),
        (["tests/orders", "-q"], True),
        (["tests/core/test_money.py", "-k", "fen"], False),
        (["--pdb"], False),
        (["-n", "4"], False),
        (["-n4"], False),
        (["--services-are-no-option"], True),
    ],
)
def test_every_core_is_used_unless_it_would_not_pay(words, many):
    assert bool(testing.spread(words)) == many


def test_byte_code_is_kept_apart_where_it_may_not_stand_beside_the_sources():
    """Without any, each process that the suite starts compiles the whole house."""
    environment = {"PYTHONDONTWRITEBYTECODE": "1"}
    testing.keep_byte_code(environment)
    assert list(environment) == ["PYTHONPYCACHEPREFIX"]
    free = {}
    testing.keep_byte_code(free)
    assert not free
