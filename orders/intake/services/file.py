"""Goes through an order file twice without holding it: once to look at it, once to write it.

A chunk is some thousand rows. An order whose rows stand in several chunks is given whole, after all others; of every
other order a chunk has all rows. So memory holds one chunk, the rows of such orders, and eight bytes of each order.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice

from core.workbooks import WorkbookProblem, columns_map, open_table
from core.workbooks.batches import Row
from core.workbooks.reader import Limits, OpenTable
from orders.intake.orderfile.reading import Reading
from orders.intake.orderfile.titles import REQUIRED_TITLES
from orders.intake.orderfile.values import FoundKey
from orders.intake.services.rows import FileLine, Layout, LineGroup, groups_of, key_of, web_limits

CHUNK = 10  # batches of the reader, which have 500 rows


@contextmanager
def file_open(
    *, content: bytes, filename: str, limits: Limits | None = None, reading: Reading | None = None
) -> Iterator["OrderFile"]:
    """The OrderFile. Raises WorkbookProblem when the file as a whole cannot be taken.

    `reading`: the client's own titles and the cells that a person mended (orders.intake.orderfile.reading).
    """
    reading = reading or Reading()
    titles, limits = reading.header_titles, limits or web_limits()
    with open_table(content, filename=filename, header_titles=titles, limits=limits, keep=True) as table:
        yield OrderFile(table, reading, columns_map(table, reading.titles(table.header), REQUIRED_TITLES))


class OrderFile:
    """`looked` first, then `groups`."""

    def __init__(self, table: OpenTable, reading: Reading, places: dict[str, int]) -> None:
        self.layout, self.rows = Layout(places), 0
        self._table, self._reading, self._places = table, reading, places
        self._apart: set[int] = set()  # hashes of the keys that stand in several chunks; a false one does no harm

    def looked(self) -> Iterator[tuple[list[FoundKey], list[Sequence[str]]]]:
        """(keys, columns of the address) of each chunk, from the reader. Raises WorkbookProblem, also midway."""
        seen: set[int] = set()
        for rows in self._chunks(self._table.batches):
            keys, places = self.layout.skimmed(rows)
            here = {hash(key) for key in keys if None not in key}
            self._apart |= here & seen
            seen |= here
            self.rows += len(rows)
            yield keys, places
        if not self.rows:
            raise WorkbookProblem("empty", file=self._table.file, worksheet=self._table.worksheet)

    def groups(self) -> Iterator[tuple[list[FileLine], list[LineGroup]]]:
        """(lines, groups) of each chunk again; every order is whole."""
        held: list[FileLine] = []
        for rows in self._chunks(self._table.again()):
            lines = self.layout.lines(rows)
            if self._apart:
                held += [line for line in lines if hash(key_of(line.values)) in self._apart]
                lines = [line for line in lines if hash(key_of(line.values)) not in self._apart]
            if lines:
                yield lines, groups_of(self.layout, lines)
        if held:
            yield held, groups_of(self.layout, held)

    def _chunks(self, batches: Iterator[list[Row]]) -> Iterator[list[Row]]:
        while chunk := list(islice(batches, CHUNK)):
            rows = [row for batch in chunk for row in batch]
            yield list(self._reading.mended(rows, self._places)) if self._reading.mends else rows
