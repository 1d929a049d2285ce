"""Reading the environment. Every value is checked here; nonsense stops the start with a sentence that names it."""

import os
import secrets
import tempfile
from collections.abc import Mapping
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from config import filebroker

TRUE, FALSE = {"1", "true", "yes", "on"}, {"", "0", "false", "no", "off"}


def flag(env: Mapping[str, str], name: str) -> bool:
    """A yes or no; anything else is refused."""
    value = env.get(name, "").strip().lower()
    if value not in TRUE | FALSE:
        raise ImproperlyConfigured(f"{name} is {env[name]!r}: give 1 or 0.")
    return value in TRUE


def number(env: Mapping[str, str], name: str, default: int, *, low: int, high: int) -> int:
    """A whole number within its limits."""
    text = env.get(name, "").strip() or str(default)
    if not text.isascii() or not text.isdigit() or not low <= int(text) <= high:
        raise ImproperlyConfigured(f"{name} is {text!r}: give a whole number from {low} to {high}.")
    return int(text)


def words(env: Mapping[str, str], name: str) -> list[str]:
    """A list parted by commas."""
    return [word.strip() for word in env.get(name, "").split(",") if word.strip()]


def data_folder(env: Mapping[str, str], base: Path) -> Path:
    """Where the embedded database, broker, uploads and the generated key live; made when missing, the owner's only."""
    folder = Path(env.get("HANDOVER_DATA") or base / "var").expanduser().resolve()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(f"HANDOVER_DATA: the folder {folder} cannot be made ({error.strerror}).") from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise ImproperlyConfigured(f"HANDOVER_DATA: the folder {folder} cannot be written by this user.")
    return folder


def folder(env: Mapping[str, str], name: str) -> Path | None:
    """A folder that somebody else fills, or None when there is none."""
    text = env.get(name, "").strip()
    if not text:
        return None
    path = Path(text).expanduser().resolve()
    if not path.is_dir() or not os.access(path, os.R_OK | os.W_OK | os.X_OK):
        raise ImproperlyConfigured(f"{name} is {text!r}: give a folder that this user may read and write.")
    return path


def secret_key(env: Mapping[str, str], folder: Path, *, production: bool) -> str:
    """The key of the environment, or (never in production) one that is generated once and kept beside the data."""
    given = env.get("HANDOVER_SECRET_KEY", "")
    if given and len(given) < 32:
        raise ImproperlyConfigured("HANDOVER_SECRET_KEY is too short: give at least 32 random characters.")
    if given:
        return given
    if production:
        raise ImproperlyConfigured("HANDOVER_SECRET_KEY is missing: production needs at least 32 random characters.")
    return _kept_key(folder / "secret_key")


def _kept_key(path: Path) -> str:
    """Several processes may start at once: the first to link its file wins and everybody reads that one."""
    if not path.exists():
        handle, name = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(48))
        try:
            os.link(name, path)
        except FileExistsError:
            pass
        finally:
            os.unlink(name)
    return path.read_text().strip()


def database(env: Mapping[str, str], folder: Path, *, production: bool) -> dict[str, Any]:
    """Django's settings of the one database: PostgreSQL by DATABASE_URL, otherwise SQLite in the data folder."""
    url = env.get("DATABASE_URL", "").strip()
    if url:
        return _postgres(url)
    if production:
        raise ImproperlyConfigured("DATABASE_URL is missing: production needs postgres://user:password@host:5432/name.")
    return sqlite(folder / "handover.sqlite3")


def _postgres(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    name = unquote(parts.path.lstrip("/"))
    if parts.scheme not in {"postgres", "postgresql"} or not name:
        raise ImproperlyConfigured("DATABASE_URL must look like postgres://user:password@host:5432/name.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": dict(parse_qsl(parts.query)),
    }


def sqlite(path: Path) -> dict[str, Any]:
    """IMMEDIATE takes the write lock at BEGIN; a deferred transaction loses updates or fails with 'locked'."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 30,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
        },
    }


def broker(env: Mapping[str, str], folder: Path, *, production: bool, visibility: int) -> tuple[str, dict[str, Any]]:
    """Broker address and transport options: Redis by BROKER_URL, otherwise files in the data folder."""
    url = env.get("BROKER_URL", "").strip()
    if url:
        if urlsplit(url).scheme not in {"redis", "rediss", "unix", "memory"}:
            raise ImproperlyConfigured("BROKER_URL must look like redis://host:6379/0.")
        if production and not url.startswith(("redis", "unix")):
            raise ImproperlyConfigured("BROKER_URL: production needs Redis, redis://host:6379/0.")
        return url, _redis_options(env, visibility) if url.startswith(("redis", "unix")) else {}
    if production:
        raise ImproperlyConfigured("BROKER_URL is missing: production needs redis://host:6379/0.")
    return f"{filebroker.SCHEME}://", _file_broker(folder / "broker")


def _redis_options(env: Mapping[str, str], visibility: int) -> dict[str, Any]:
    """HANDOVER_BROKER_PREFIX parts several instances that share one Redis."""
    prefix = env.get("HANDOVER_BROKER_PREFIX", "")
    return {"visibility_timeout": visibility} | ({"global_keyprefix": prefix} if prefix else {})


def _file_broker(folder: Path) -> dict[str, Any]:
    queue, control = folder / "queue", folder / "control"
    for path in (queue, control):
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return {
        "data_folder_in": str(queue),
        "data_folder_out": str(queue),
        "control_folder": str(control),
        # The default of one second makes every nudge late and the queue grow.
        "polling_interval": 0.1,
    }


def static_root(env: Mapping[str, str], base: Path) -> Path:
    """Collected static files belong to the code, not to the data: one folder serves every instance of this checkout."""
    return Path(env.get("HANDOVER_STATIC") or base / "var" / "static").expanduser().resolve()


def networks(env: Mapping[str, str], name: str) -> list[IPv4Network | IPv6Network]:
    """Addresses or networks, parted by commas."""
    try:
        return [ip_network(word, strict=False) for word in words(env, name)]
    except ValueError as error:
        raise ImproperlyConfigured(f"{name}: {error}. Give addresses such as 10.0.0.5 or 10.0.0.0/24.") from error
