"""Settings refuse nonsense loudly: each sentence names the variable and what to give."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import env

BASE = Path(__file__).resolve().parents[2]
PRODUCTION = {
    "HANDOVER_PRODUCTION": "1",
    "HANDOVER_SECRET_KEY": "k" * 40,
    "HANDOVER_ALLOWED_HOSTS": "handover.example.com",
    "HANDOVER_TRUSTED_PROXIES": "10.0.0.0/24",
    "DATABASE_URL": "postgres://handover:secret@db:5432/handover",
    "BROKER_URL": "redis://broker:6379/0",
}


def load(folder: Path, expression: str = "'fine'", **variables: str) -> subprocess.CompletedProcess[str]:
    """Import the settings in a process of their own and print an expression over them."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith("HANDOVER_") and not k.endswith("_URL")}
    code = f"from config import settings as s; print({expression})"
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=BASE,
        env=clean | {"HANDOVER_DATA": str(folder)} | variables,
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_production_starts_with_everything_given(tmp_path):
    answer = load(tmp_path, "s.SECURE_HSTS_SECONDS, s.SESSION_COOKIE_SECURE, s.DEBUG, s.SIMULATION", **PRODUCTION)
    assert answer.stdout.strip() == "31536000 True False False", answer.stderr


@pytest.mark.parametrize("missing", sorted(set(PRODUCTION) - {"HANDOVER_PRODUCTION"}))
def test_production_refuses_to_start_without(tmp_path, missing):
    answer = load(tmp_path, **{k: v for k, v in PRODUCTION.items() if k != missing})
    assert answer.returncode != 0
    assert f"{missing} is missing" in answer.stderr


@pytest.mark.parametrize(
    ("variables", "sentence"),
    [
        (PRODUCTION | {"HANDOVER_SIMULATION": "1"}, "exclude each other"),
        (PRODUCTION | {"HANDOVER_DEBUG": "1"}, "exclude each other"),
        (PRODUCTION | {"HANDOVER_ALLOWED_HOSTS": "*"}, "HANDOVER_ALLOWED_HOSTS"),
        (PRODUCTION | {"HANDOVER_TRUSTED_PROXIES": "10.0.0.900"}, "HANDOVER_TRUSTED_PROXIES"),
        (PRODUCTION | {"BROKER_URL": "memory://"}, "production needs Redis"),
        ({"HANDOVER_SIMULATION": "perhaps"}, "HANDOVER_SIMULATION is 'perhaps': give 1 or 0"),
        ({"HANDOVER_SECRET_KEY": "short"}, "too short"),
        ({"DATABASE_URL": "mysql://here/x"}, "DATABASE_URL must look like postgres://"),
        ({"DATABASE_URL": "postgres://host"}, "DATABASE_URL must look like postgres://"),
        ({"BROKER_URL": "localhost:6379"}, "BROKER_URL must look like redis://"),
        ({"HANDOVER_TASK_SECONDS": "-5"}, "HANDOVER_TASK_SECONDS is '-5': give a whole number"),
        ({"HANDOVER_DATA": "/proc/nowhere"}, "the folder /proc/nowhere cannot be made"),
    ],
)
def test_nonsense_is_refused_by_name(tmp_path, variables, sentence):
    answer = load(tmp_path, **variables)
    assert answer.returncode != 0
    assert sentence in answer.stderr


def test_generated_key_is_kept_and_private(tmp_path):
    first = load(tmp_path, "s.SECRET_KEY").stdout
    assert len(first.strip()) >= 50
    assert load(tmp_path, "s.SECRET_KEY").stdout == first
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


def test_embedded_default_is_sqlite_in_wal_with_immediate_transactions(tmp_path):
    settings = env.database({}, tmp_path, production=False)
    assert settings["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in settings["OPTIONS"]["init_command"]


def test_database_url_keeps_escaped_characters():
    settings = env.database({"DATABASE_URL": "postgres://ha:p%40ss@db:5433/x?sslmode=require"}, Path(), production=True)
    assert (settings["PASSWORD"], settings["HOST"], settings["PORT"], settings["NAME"]) == ("p@ss", "db", "5433", "x")
    assert settings["OPTIONS"] == {"sslmode": "require"}


def test_redis_hands_a_task_to_another_worker_only_after_its_hard_limit(tmp_path):
    expression = "s.CELERY_BROKER_TRANSPORT_OPTIONS['visibility_timeout'] > s.CELERY_TASK_TIME_LIMIT"
    assert load(tmp_path, expression, BROKER_URL="redis://127.0.0.1:6379/3").stdout.strip() == "True"


def test_wrong_word_for_a_flag_names_it():
    with pytest.raises(ImproperlyConfigured, match="HANDOVER_X is 'maybe'"):
        env.flag({"HANDOVER_X": "maybe"}, "HANDOVER_X")


@pytest.mark.parametrize("command", [["-m", "config.testing"], ["-m", "pytest"]])
def test_the_suite_runs_on_its_own_settings_whatever_the_environment_says(command):
    """Once `./run test` took the product's settings: real password hashes, and static files nobody had collected."""
    words = [sys.executable, *command, "--collect-only", "-q", "-p", "no:cacheprovider", "tests/infra/test_proxy.py"]
    clean = {k: v for k, v in os.environ.items() if not k.endswith("_URL")}
    variables = clean | {"DJANGO_SETTINGS_MODULE": "config.settings"}
    answer = subprocess.run([*words, "-v"], cwd=BASE, env=variables, capture_output=True, text=True, timeout=120)
    assert "settings: config.settings_test" in answer.stdout, answer.stdout + answer.stderr
