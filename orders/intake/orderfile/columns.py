"""Reads a whole column of cells at once: most columns say the same few things in every row. Pure."""

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from core.types import JsonObject
from orders.intake.orderfile import cells
from orders.intake.orderfile.cells import BadCell
from orders.intake.orderfile.titles import ColumnSpec

KNOWN = 5000  # so many values of a column are kept for the next rows
_SIGN = "\x1e"  # a cell that has it is looked at alone


class CellFault(NamedTuple):
    """What is wrong with the cell at `place` of its column."""

    place: int
    field: str
    text: str
    code: str
    suggestion: str = ""
    params: JsonObject | None = None


class ColumnReader:
    """The cells of one column of one file."""

    def __init__(self, column: ColumnSpec) -> None:
        self.column = column
        self._known: dict[str, Any] = {} if column.filled else {"": column.empty}
        one = column.plain if column.filled else f"(?:{column.plain})?"
        self._plain = re.compile(f"(?:{one}{_SIGN})*") if column.plain else None

    def values(self, texts: tuple[str, ...]) -> tuple[Sequence[Any], list[CellFault]]:
        """The values of these cells, as the column reads them, None for a bad one, and what is wrong with those."""
        if self._reads_as_it_stands(texts):
            return texts, []
        new = set(texts) - self._known.keys()
        bad = self._bad_among(new) if new else {}
        found = list(map(self._known.get, texts))
        field = self.column.field
        faults = (
            [CellFault(place, field, text, *bad[text]) for place, text in enumerate(texts) if text in bad]
            if bad
            else []
        )
        if len(self._known) > KNOWN:
            self._known = {} if self.column.filled else {"": self.column.empty}
        return found, faults

    def _reads_as_it_stands(self, texts: tuple[str, ...]) -> bool:
        column = self.column
        if max(map(len, texts)) > column.longest or (column.filled and "" in texts):
            return False
        if self._plain is None:
            return column.read is cells.text
        together = _SIGN.join(texts) + _SIGN
        return together.count(_SIGN) == len(texts) and self._plain.fullmatch(together) is not None

    def _bad_among(self, new: set[str]) -> dict[str, tuple[str, str, JsonObject]]:
        """Read texts that are not known; those that cannot be taken, with the reason."""
        bad = {}
        for text in new:
            try:
                self._known[text] = self._read(text)
            except BadCell as error:
                bad[text] = error.code, error.suggestion, error.params
        return bad

    def _read(self, text: str) -> Any:
        if not text and self.column.filled:
            raise BadCell("missing")
        value = self.column.read(text)
        if isinstance(value, str) and len(value) > self.column.longest:
            raise BadCell("too_long", limit=self.column.longest)
        return value
