"""What pages cost: every list and desk asked in two databases, one request here and one there by turns.

The people are the cast's; each page is asked by the first whose roles may see it.
"""

import re
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver

from lab.http import TrustedTransport
from orders.register.models import Order
from people.models import User
from people.roles import DRIVER

# What is no list or desk, or only sends somebody on.
LEFT_OUT = {"api/schema/", "api/docs/", "healthz", "login/", "logout/", "unlock/", "language/", ""}
PAGE = re.compile(rb"[?;&]page=(\d+)")


@dataclass(frozen=True)
class Ask:
    """One address, and who asks for it."""

    path: str
    user: str

    def at(self, number: int) -> "Ask":
        """The same list, at that page."""
        return self._more(f"page={number}")

    def sized(self, rows: int) -> "Ask":
        """The same list, with that many rows a page."""
        return self._more(f"size={rows}")

    def _more(self, query: str) -> "Ask":
        return Ask(f"{self.path}{'&' if '?' in self.path else '?'}{query}", self.user)


@dataclass
class Cost:
    """What one address cost in one database: milliseconds by the clock and of this process, statements, bytes."""

    wall_ms: list[float] = field(default_factory=list)
    cpu_ms: list[float] = field(default_factory=list)
    statements: int = 0
    size: int = 0
    status: int = 0
    pages: int = 1

    def figures(self) -> dict[str, float]:
        """The 95th percentile by the clock, the median of the process; the rest as it was when it was looked at."""
        return {
            "p95_ms": round(_high(self.wall_ms), 2) if self.wall_ms else 0,
            "cpu_ms": round(statistics.median(self.cpu_ms), 2) if self.cpu_ms else 0,
            "statements": self.statements,
            "bytes": self.size,
            "status": self.status,
            "pages": self.pages,
        }


def _high(values: list[float]) -> float:
    return sorted(values)[max(0, round(0.95 * len(values)) - 1)]


def pages_asked() -> list[Ask]:
    """Every address without a parameter that somebody of the cast may read, and the searches of the day's orders."""
    people = list(User.objects.filter(is_active=True).order_by("pk"))
    asks = [Ask(f"/{pattern}", user) for pattern, user in _open(people)]
    agent = next(ask.user for ask in asks if ask.path == "/search/")
    return asks + [Ask(f"/search/?q={text}", agent) for text in _wanted()]


def _wanted() -> Iterator[str]:
    """What people look for: an order by number, its beginning, its waybill, a telephone, the end of one."""
    order = Order.objects.select_related("recipient").exclude(waybill_no=None).latest("pk")
    yield from (order.order_no, order.order_no[:-2], str(order.waybill_no))
    yield from (order.recipient.phone, order.recipient.phone_tail, "C01", "0000")


def _open(people: list[User]) -> Iterator[tuple[str, str]]:
    for pattern, view in _routes(get_resolver(), ""):
        needs = getattr(view, "needs", None)
        if needs and "<" not in pattern and pattern not in LEFT_OUT:
            rights = getattr(view, "rights", {}).get("GET", needs)
            able = [user for user in people if any(right.is_open_to(user.roles) for right in rights)]
            if able:
                yield pattern, _likely(able).username


def _likely(able: list[User]) -> User:
    """A driver's page is asked by a driver, all others by whoever comes first."""
    return next((user for user in able if user.roles != {DRIVER}), able[0])


def _routes(resolver: URLResolver, before: str) -> Iterator[tuple[str, Callable[..., object]]]:
    for each in resolver.url_patterns:
        whole = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from _routes(each, whole)
        elif isinstance(each, URLPattern):
            yield whole, each.callback


class Asker:
    """Asks in several databases, each with its own connection and sessions."""

    def __init__(self) -> None:
        self.kept = {str(connection.settings_dict["NAME"]): connection.connection}
        self.people: dict[tuple[str, str], Client] = {}

    def enter(self, name: str) -> None:
        """Work in that database from now on."""
        now = str(connection.settings_dict["NAME"])
        if name != now:
            self.kept[now] = connection.connection
            connection.connection, connection.settings_dict["NAME"] = self.kept.get(name), name
        connection.ensure_connection()

    def look(self, ask: Ask, name: str) -> Cost:
        """Ask once, without a watch: what comes, and how many statements it takes."""
        self.enter(name)
        client = self._client(ask.user, name)
        client.get(ask.path)
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(ask.path)
        content = b"".join(answer) if answer.streaming else answer.content
        numbers = [int(number) for number in PAGE.findall(content)]
        return Cost(
            statements=len([query for query in captured if "SAVEPOINT" not in query["sql"]]),
            size=len(content),
            status=answer.status_code,
            pages=max(numbers, default=1),
        )

    def ask(self, ask: Ask, name: str, cost: Cost) -> None:
        """Ask once more and add what it took."""
        self.enter(name)
        client = self._client(ask.user, name)
        wall, cpu = time.perf_counter(), time.process_time()
        client.get(ask.path)
        cost.cpu_ms.append((time.process_time() - cpu) * 1000)
        cost.wall_ms.append((time.perf_counter() - wall) * 1000)

    def _client(self, user: str, name: str) -> Client:
        if (user, name) not in self.people:
            session = TrustedTransport().session()
            session.login(user, "")
            self.people[user, name] = session.client
        return self.people[user, name]
