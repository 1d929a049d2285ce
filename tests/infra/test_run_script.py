"""`./run` tells a person on a bare machine the exact command that helps."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

BASE = Path(__file__).resolve().parents[2]
VERBS = ("demo", "test", "serve", "lint", "bench", "day", "manage", "help")


@pytest.fixture
def checkout(tmp_path):
    """A copy of what the script needs before anything is installed."""
    folder = tmp_path / "a checkout"
    folder.mkdir()
    for name in ("run", "requirements.txt", "requirements-dev.txt"):
        shutil.copy(BASE / name, folder / name)
    return folder


def run(folder: Path, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "HANDOVER_"))}
    return subprocess.run(
        [str(folder / "run"), *words], env=clean | variables, capture_output=True, text=True, timeout=120
    )


def fake(folder: Path, name: str, body: str) -> str:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)
    return str(path)


def test_help_lists_every_verb_in_a_line(checkout):
    lines = run(checkout, "help").stdout.splitlines()
    for verb in VERBS:
        assert any(line.startswith(f"./run {verb}") for line in lines)


def test_unknown_verb(checkout):
    answer = run(checkout, "dmeo")
    assert answer.returncode == 1
    assert "there is no './run dmeo'" in answer.stderr


def test_old_python(checkout, tmp_path):
    old = fake(tmp_path, "python-old", 'case "$1" in --version) echo "Python 3.9.2" ;; *) exit 1 ;; esac')
    answer = run(checkout, "demo", PYTHON=old)
    assert answer.returncode == 1
    assert "needs Python 3.11 or newer; this machine has Python 3.9.2" in answer.stderr
    assert "PYTHON=/path/to/python3.11 ./run demo" in answer.stderr


def test_missing_venv_module(checkout, tmp_path):
    body = 'case "$2" in *ensurepip*) exit 1 ;; *"%d.%d"*) echo 3.11 ;; esac'
    answer = run(checkout, "demo", PYTHON=fake(tmp_path, "python-bare", body))
    assert answer.returncode == 1
    assert "sudo apt-get install -y python3.11-venv" in answer.stderr
    assert not (checkout / ".venv").exists()


def test_output_of_a_command_is_the_commands_alone(checkout, tmp_path):
    """Everything must be made and installed first, by tools that chatter: standard output holds the answer only."""
    body = """case "$1 $2" in
        "-m venv") mkdir -p "$3/bin" && cp "$0" "$3/bin/python"; echo venv chatters ;;
        "-m pip") echo pip chatters ;;
        */manage.py*) echo '{"answer": 42}' ;;
    esac"""
    answer = run(
        checkout, "manage", "answer", "--json", PYTHON=fake(tmp_path, "python-chatty", body), HANDOVER_NO_UV="1"
    )
    assert json.loads(answer.stdout) == {"answer": 42}, answer
    for word in ("Making the virtual environment", "venv chatters", "Installing the pinned", "pip chatters"):
        assert word in answer.stderr


def test_unreachable_index(checkout, tmp_path):
    """The interpreter is there, but nothing can be installed."""
    install = 'case "$1 $2" in "-m venv") mkdir -p "$3/bin" && cp "$0" "$3/bin/python" ;; "-m pip") exit 1 ;; esac'
    python = fake(tmp_path, "python-offline", install)
    answer = run(checkout, "demo", PYTHON=python, HANDOVER_NO_UV="1")
    assert answer.returncode == 1
    assert "PIP_INDEX_URL=https://MIRROR/simple ./run demo" in answer.stderr
    assert not list((checkout / ".venv").glob(".installed-*"))
