"""`./run test`: the whole suite on every core, on SQLite or (with --services) on PostgreSQL and Redis.

`--changed` runs the tests that a change is about (config.changed). `--services --check` only asks whether the services
answer.
"""

import os
import sys
from collections.abc import MutableMapping
from pathlib import Path
from urllib.parse import urlsplit

from config import changed

BASE = Path(__file__).resolve().parent.parent
POSTGRES = "postgres://postgres@127.0.0.1:5432/handover"
REDIS = "redis://127.0.0.1:6379/15"
HELP = """The services do not answer:
  {error}
Give their addresses, or start them:
  DATABASE_URL=postgres://user:password@host:5432/name BROKER_URL=redis://host:6379/0 ./run test --services
  Debian or Ubuntu: sudo apt-get install -y postgresql redis-server"""
# Each free worker takes the next file whole, since the tests of a file may share what is made once for it.
SPREAD = ["--numprocesses=auto", "--dist=loadfile", "--no-loadscope-reorder"]
# What needs one process, or says itself how many.
ALONE = ("-n", "--numprocesses", "--pdb", "--trace", "--co", "--setup-plan", "--fixtures")


def main(arguments: list[str]) -> int:
    if "--services" in arguments:
        arguments.remove("--services")
        os.environ.setdefault("DATABASE_URL", POSTGRES)
        os.environ.setdefault("BROKER_URL", REDIS)
    if error := unreachable(os.environ.get("DATABASE_URL", ""), os.environ.get("BROKER_URL", "")):
        print(HELP.format(error=error), file=sys.stderr)
        return 1
    if arguments == ["--check"]:
        return 0
    if "--changed" in arguments:
        arguments.remove("--changed")
        files = of_the_change()
        if not files:
            return 0
        arguments += files
    keep_byte_code(os.environ)
    os.execv(sys.executable, [sys.executable, "-m", "pytest", *spread(arguments), *arguments])


def keep_byte_code(environment: MutableMapping[str, str]) -> None:
    """Who forbids byte code wants none beside the sources; without any, each of fifty processes compiles the house."""
    if environment.pop("PYTHONDONTWRITEBYTECODE", ""):
        environment.setdefault("PYTHONPYCACHEPREFIX", str(BASE / "var" / "bytecode"))


def spread(arguments: list[str]) -> list[str]:
    """Options that use every core; none where one process is asked for, or a few files, which it reads as fast."""
    files = [word for word in arguments if ".py" in word and not word.startswith("-")]
    return [] if 0 < len(files) < 4 or any(word.startswith(ALONE) for word in arguments) else SPREAD


def of_the_change() -> list[str]:
    """The test files that the change is about; says which and why."""
    from config.wiring import HEARERS

    since, paths = changed.changed_files(BASE)
    rooms, files = changed.chosen(changed.Tree(BASE), paths, HEARERS)
    print(f"{len(paths)} files changed since {since}; about them are {len(files) or 'no'} test files or folders.")
    for name, why in [*rooms.items(), *files.items()]:
        print(f"  {name}  ({why})")
    sys.stdout.flush()
    return sorted(files)


def unreachable(database_url: str, broker_url: str) -> str:
    """Why the named services cannot be used; empty when they answer or none is named."""
    import psycopg2
    import redis

    try:
        if database_url:
            parts = urlsplit(database_url)._replace(path="/postgres")
            psycopg2.connect(parts.geturl(), connect_timeout=5).close()
        if broker_url.startswith("redis"):
            redis.Redis.from_url(broker_url, socket_connect_timeout=5).ping()
    except (psycopg2.Error, redis.RedisError) as error:
        return str(error).strip()
    return ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
