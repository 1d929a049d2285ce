"""A database of its own for a proof, made like the tests' and thrown away afterwards, and a small world in it."""

from __future__ import annotations

import os
import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

from django.db import connection

from core.types import JsonObject

if TYPE_CHECKING:
    from orders.register.models import Client
    from people.models import Platform, User

MB = 2**20


class World(TypedDict):
    """Whose file is imported, where and by whom, as `order_import` takes it."""

    client: Client
    platform: Platform
    actor: User | None


@contextmanager
def scratch_database() -> Iterator[None]:
    """Everything inside works in a fresh database beside the configured one."""
    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


@contextmanager
def clone_database(suffix: str) -> Iterator[str]:
    """The name of a copy of the scratch database, dropped afterwards. PostgreSQL only."""
    source = connection.settings_dict["NAME"]
    name = f"{source}_{suffix}"
    connection.close()
    _maintain(f'DROP DATABASE IF EXISTS "{name}"', f'CREATE DATABASE "{name}" TEMPLATE "{source}"')
    try:
        yield name
    finally:
        _maintain(f'DROP DATABASE IF EXISTS "{name}"')


def _maintain(*statements: str) -> None:
    with connection._nodb_cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def intake_world(code: str = "B1") -> World:
    """A client, its platform and nobody in particular, for `order_import`."""
    from orders.register.models import Client
    from orders.register.services.setup import client_create
    from people.models import Platform
    from people.services.places import platform_create

    if not Platform.objects.filter(code="BP").exists():
        platform_create(code="BP", name="bench", is_hub=True, actor=None)
    if not Client.objects.filter(code=code).exists():
        client_create(code=code, name=code, actor=None)
    return {"client": Client.objects.get(code=code), "platform": Platform.objects.get(code="BP"), "actor": None}


@contextmanager
def measured(figures: JsonObject) -> Iterator[JsonObject]:
    """Wall and processor seconds of this process, of its children that ended, and of its database process if near."""
    server = _server()
    wall, cpu, children, database = time.perf_counter(), time.process_time(), _children(), _spent(server)
    yield figures
    figures["wall_s"] = round(time.perf_counter() - wall, 2)
    figures["cpu_s"] = round(time.process_time() - cpu, 2)
    figures["children_cpu_s"] = round(_children() - children, 2)
    figures["database_cpu_s"] = round(_spent(server) - database, 2)


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _server() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


def _spent(pid: int) -> float:
    """Processor seconds of a process of this machine; 0 when it runs elsewhere."""
    try:
        cells = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(cells[11]) + int(cells[12])) / os.sysconf("SC_CLK_TCK")
