"""Rows on their way from the child that reads: bytes that are quickly made and quickly read.

A row is its number and its cells, parted by a sign that no cell has (the child refuses control characters); JSON would
cost ten times as much. Runs in the child process too: no Django here.
"""

from collections.abc import Iterable
from typing import NamedTuple

_CELL, _ROW = "\x1f", "\x1e"


class Row(NamedTuple):
    """``number`` as the spreadsheet program shows it (for a text file: the line where the row begins)."""

    number: int
    cells: list[str]


def batch_bytes(rows: Iterable[tuple[int, list[str]]]) -> bytes:
    """Rows as bytes."""
    return _ROW.join([f"{number}{_CELL}{_CELL.join(cells)}" for number, cells in rows]).encode()


def batch_rows(content: bytes) -> list[Row]:
    """The rows again."""
    split = [line.split(_CELL) for line in content.decode().split(_ROW)]
    return [Row(int(cells[0]), cells[1:]) for cells in split]
