"""How one file is to be read: which title means which column, and the cells that a person mended. Pure.

A client's own titles come before the known ones, so a file with the usual titles needs no mapping.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from core.workbooks.batches import Row
from orders.intake.orderfile.titles import BY_FIELD, COLUMNS, REASON_TITLE, TITLES

IGNORED = "-"


@dataclass(frozen=True)
class Reading:
    """`columns`: {title: field, or "-" for a column that is not read}; `mends`: {row number: {field: text}}."""

    columns: dict[str, str] = field(default_factory=dict)
    mends: dict[int, dict[str, str]] = field(default_factory=dict)

    @property
    def header_titles(self) -> tuple[str, ...]:
        """The titles by which the header row is told from what stands above it."""
        own = {name: title for title, name in self.columns.items()}
        return tuple(own.get(name, TITLES[name][0]) for name in ("order_no", "shipment_no"))

    def titles(self, header: list[str]) -> dict[str, tuple[str, ...]]:
        """{field: accepted titles} for a file with this header; a field that the client named has no other title."""
        here = {folded(title) for title in header}
        own = {name: title for title, name in self.columns.items() if folded(title) in here and name in BY_FIELD}
        taken = {folded(title) for title in self.columns}
        free = {
            name: tuple(t for t in known if folded(t) not in taken) or (f"({known[0]})",)
            for name, known in TITLES.items()
        }
        return {name: (own[name],) if name in own else free[name] for name in TITLES}

    def assigned(self, header: list[str]) -> list[tuple[str, str]]:
        """[(title, field, "-" or "" when nobody knows it)] of a header, in its order; an empty title is left out."""
        fields = {folded(title): name for name, titles in self.titles(header).items() for title in titles}
        fields |= {folded(title): name for title, name in self.columns.items() if name == IGNORED}
        fields[folded(REASON_TITLE)] = IGNORED
        return [(title, fields.get(folded(title), "")) for title in header if title.strip()]

    def mended(self, rows: Iterable[Row], places: dict[str, int]) -> Iterator[Row]:
        """The rows with the mended cells in place. `places`: {field: place in the row}."""
        return (self._mended(row, places) if row.number in self.mends else row for row in rows)

    def _mended(self, row: Row, places: dict[str, int]) -> Row:
        cells = list(row.cells)
        for name, text in self.mends[row.number].items():
            if name in places:
                cells[places[name]] = text
        return row._replace(cells=cells)


def missing_fields(assigned: Iterable[Sequence[str]]) -> list[str]:
    """Fields that every file must have and this one has not."""
    there = {name for _, name in assigned}
    return [column.field for column in COLUMNS if column.titled and column.field not in there]


def folded(title: str) -> str:
    """A title as it is compared: width, case, blanks and the mark of a required column make no difference."""
    return "".join(unicodedata.normalize("NFKC", title).casefold().replace("*", "").split())
