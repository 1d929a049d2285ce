"""`./run test`: the whole suite, on SQLite or (with --services) on PostgreSQL and Redis.

`--services --check` only asks whether the services answer.
"""

import os
import sys
from urllib.parse import urlsplit

POSTGRES = "postgres://postgres@127.0.0.1:5432/handover"
REDIS = "redis://127.0.0.1:6379/15"
HELP = """The services do not answer:
  {error}
Give their addresses, or start them:
  DATABASE_URL=postgres://user:password@host:5432/name BROKER_URL=redis://host:6379/0 ./run test --services
  Debian or Ubuntu: sudo apt-get install -y postgresql redis-server"""


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
    os.execv(sys.executable, [sys.executable, "-m", "pytest", *arguments])


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
