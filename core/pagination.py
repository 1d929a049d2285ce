"""Numbered pages of a list: 50 rows unless asked otherwise, counts capped so that none reads a million rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import QuerySet
from django.http import HttpRequest

T = TypeVar("T")
SIZES = (20, 50, 100, 200)
DEFAULT_SIZE = 50
COUNT_CAP = 10_001


@dataclass(frozen=True)
class Page(Generic[T]):
    """One page of a list. `total` is capped at 10,001; then `capped` is true and people read "10,000+"."""

    items: list[T]
    number: int
    size: int
    total: int

    def __iter__(self) -> Iterator[T]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def __bool__(self) -> bool:
        return bool(self.items)

    @property
    def capped(self) -> bool:
        return self.total >= COUNT_CAP

    @property
    def shown_total(self) -> str:
        return f"{COUNT_CAP - 1:,}+" if self.capped else f"{self.total:,}"

    @property
    def pages(self) -> int:
        return max(1, -(-min(self.total, COUNT_CAP) // self.size))

    @property
    def start(self) -> int:
        return (self.number - 1) * self.size + 1 if self.items else 0

    @property
    def end(self) -> int:
        return (self.number - 1) * self.size + len(self.items)

    @property
    def previous(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        return self.number + 1 if self.number < self.pages else None

    @property
    def window(self) -> list[int | None]:
        """Page numbers to print; None stands for a gap."""
        near = {1, self.pages, *range(self.number - 2, self.number + 3)}
        shown: list[int | None] = []
        last = 0
        for number in sorted(n for n in near if 1 <= n <= self.pages):
            if number != last + 1:
                shown.append(None)
            shown.append(number)
            last = number
        return shown

    @property
    def sizes(self) -> tuple[int, ...]:
        return SIZES


def page_of(rows: QuerySet[Any, T] | Sequence[T], request: HttpRequest, *, by_keys: bool = False) -> Page[T]:
    """The page of `rows` (an ordered queryset or a list) that `?page=` and `?size=` ask for.

    Nonsense falls back to page 1 and 50 rows; a page past the end to the last one. `by_keys`: see `page_at`.
    """
    page, size = _number(request.GET.get("page"), 1), _number(request.GET.get("size"), DEFAULT_SIZE)
    return page_at(rows, page=page, size=size, by_keys=by_keys)


def page_at(rows: QuerySet[Any, T] | Sequence[T], *, page: int, size: int, by_keys: bool = False) -> Page[T]:
    """The page of `rows` with this number; 50 rows unless `size` is one of SIZES.

    `by_keys`: find the keys of the first page first, too, where no index knows the order of the rows.
    """
    size = size if size in SIZES else DEFAULT_SIZE
    total = _count(rows)
    last = max(1, -(-total // size))
    number = min(max(1, page), last)
    items = _cut(rows, (number - 1) * size, size, by_keys or number > 1)
    return Page(items=items, number=number, size=size, total=total)


def _cut(rows: QuerySet[Any, T] | Sequence[T], first: int, size: int, by_keys: bool) -> list[T]:
    """Of a page far down the keys are found first, so that what is joined and counted is so for the page alone."""
    if not by_keys or not isinstance(rows, QuerySet):
        return list(rows[first : first + size])
    keys = list(rows.values_list("pk", flat=True)[first : first + size])
    return list(rows.filter(pk__in=keys))


def _count(rows: QuerySet[Any, Any] | Sequence[Any]) -> int:
    """At most COUNT_CAP; in no order, for which all the rows would have to be read."""
    return rows.order_by()[:COUNT_CAP].count() if isinstance(rows, QuerySet) else len(rows)


def _number(text: str | None, default: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 7 else default
