"""Write docs/PERMISSIONS.md from the matrix and the routes: `permissions --write`, or print it."""

from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.translation import gettext, override

from people import roles
from people.rights import rights

PATH = Path(settings.BASE_DIR) / "docs" / "PERMISSIONS.md"
HEAD = """# Permissions

Generated from the rooms' `rights.py` and the marks of every route by `./run manage permissions --write`; a test fails
when it is stale. Another test asks every route as every role, as nobody and as another platform's staff. What a role
may do is decided on the server; which rows it sees is its data scope: drivers their own run, platform staff their own
platform, customer service and finance every platform (SOD-07).
"""


class Command(BaseCommand):
    help = "Print who may do what and what each address needs, or write docs/PERMISSIONS.md."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--write", action="store_true", help="write docs/PERMISSIONS.md")

    def handle(self, *args: Any, write: bool, **options: Any) -> None:
        if write:
            PATH.write_text(document(), encoding="utf-8")
        else:
            self.stdout.write(document())


def document() -> str:
    """The whole page: roles, the matrix, the routes."""
    return "\n".join([HEAD, "## Roles\n", _roles(), "## Rights\n", _matrix(), "## Routes\n", _routes()])


def _roles() -> str:
    rows = ["| no. | role | title | in Chinese |", "|---|---|---|---|"]
    for place, (code, title) in enumerate(roles.TITLES.items(), 1):
        with override("zh-hans"):
            chinese = gettext(title)
        rows.append(f"| {place} | `{code}` | {title} | {chinese} |")
    return "\n".join(rows) + "\n"


def _matrix() -> str:
    numbers = range(1, len(roles.ROLES) + 1)
    rows = [f"| right | {' | '.join(map(str, numbers))} |", f"|---|{'---|' * len(numbers)}"]
    for right in rights:
        cells = ["x" if right.is_open_to([role]) else "" for role in roles.ROLES]
        rows.append(f"| {right.label} `{right}` | {' | '.join(cells)} |")
    return "\n".join(rows) + "\n"


def _routes() -> str:
    rows = ["| address | needs one of |", "|---|---|"]
    for pattern, view in sorted(_walk(get_resolver(), "/"), key=lambda found: found[0]):
        actions = ", ".join(f"`{action}`" for action in getattr(view, "needs", ()))
        rows.append(f"| `{pattern}` | {actions or 'open to all'} |")
    return "\n".join(rows) + "\n"


def _walk(resolver: URLResolver, before: str) -> Iterator[tuple[str, Callable[..., Any]]]:
    for pattern in resolver.url_patterns:
        whole = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield whole, pattern.callback
        else:
            yield from _walk(pattern, whole)
