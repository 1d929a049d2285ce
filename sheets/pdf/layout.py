"""Where everything goes, before anything is drawn: the number of pages must be known to print "page 1 of 2"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeAlias

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm

from sheets.pdf import fonts, words
from sheets.pdf.printout import Printout, TableColumn
from sheets.pdf.text import wrap

MARGIN_X, MARGIN_TOP, FOOTER = 13 * mm, 11 * mm, 15 * mm
HEADER = 21 * mm
PAD_X, PAD_Y = 1.5 * mm, 1.35 * mm
LEADING = 1.28
SIZE, SIZE_MIN = 10.5, 8.5
META_GAP = 2.5 * mm
SIGNATURE_HEIGHT, SIGNATURE_GAP = 29 * mm, 4 * mm
NOTE_LINES = 24


Wrapped: TypeAlias = tuple[str, ...]  # a text as its lines


class Labelled(NamedTuple):
    """A label and its value above the table, and where on the line each of them begins."""

    label: str
    lines: Wrapped
    x_label: float
    x_value: float


@dataclass(frozen=True)
class Block:
    """One thing placed down the page: kind row | totals | note | signatures | space."""

    kind: str
    height: float
    cells: tuple[Any, ...] = ()


@dataclass
class PaperPage:
    """The blocks of one page, top to bottom, and the facts of the sheet that stand above them."""

    meta: tuple[tuple[Labelled, ...], ...] = ()
    blocks: list[Block] = field(default_factory=list)

    @property
    def has_rows(self) -> bool:
        return any(block.kind == "row" for block in self.blocks)


@dataclass(frozen=True)
class Frame:
    """Measures shared by layout and drawing, in points."""

    width: float
    height: float
    columns: tuple[TableColumn, ...]
    widths: tuple[float, ...]
    size: float
    titles: tuple[Wrapped, ...]

    @property
    def usable(self) -> float:
        return self.width - 2 * MARGIN_X

    @property
    def room(self) -> float:
        return self.height - MARGIN_TOP - HEADER - FOOTER

    @property
    def head_height(self) -> float:
        return text_height(self.titles, self.size) if self.titles else 0.0


def text_height(cells: Sequence[Wrapped], size: float) -> float:
    """Height of a row of wrapped cells with its padding."""
    return max((len(lines) for lines in cells), default=1) * size * LEADING + 2 * PAD_Y


def frame_of(printout: Printout) -> Frame:
    """Page and columns: too wide a table is narrowed, its letters with it down to the smallest legible size."""
    width, height = landscape(A4) if printout.landscape else A4
    usable = width - 2 * MARGIN_X
    columns = tuple(TableColumn(*column) for column in printout.columns)
    natural = sum(column.width_mm for column in columns) * mm or usable
    size = max(SIZE_MIN, min(SIZE, SIZE * usable / natural))
    widths = tuple(column.width_mm * mm * usable / natural for column in columns)
    titles = tuple(wrap(c.title, size, w - 2 * PAD_X) for c, w in zip(columns, widths, strict=True))
    return Frame(width, height, columns, widths, size, titles)


def compose(printout: Printout, frame: Frame) -> list[PaperPage]:
    """The pages of the sheet. The last line of the table goes with the totals and signatures to a new page."""
    meta = meta_rows(printout, frame)
    pages = [PaperPage(meta=meta)]
    left = frame.room - meta_height(meta)
    for block in _row_blocks(printout, frame):
        if block.height + (0 if pages[-1].has_rows else frame.head_height) > left:
            pages.append(PaperPage())
            left = frame.room
        left -= block.height + (0 if pages[-1].has_rows else frame.head_height)
        pages[-1].blocks.append(block)
    _place_tail(pages, left, _tail_blocks(printout, frame), frame)
    return pages


def _place_tail(pages: list[PaperPage], left: float, tail: list[Block], frame: Frame) -> None:
    needed = sum(block.height for block in tail)
    if needed > left and needed + frame.head_height + 20 * mm <= frame.room:
        left = _turn_page(pages, needed, frame)
    for block in tail:
        if block.height > left:
            pages.append(PaperPage())
            left = frame.room
        left -= block.height
        pages[-1].blocks.append(block)


def _turn_page(pages: list[PaperPage], needed: float, frame: Frame) -> float:
    page = PaperPage()
    rows = pages[-1].blocks
    if len(rows) > 1 and rows[-1].height + frame.head_height + needed <= frame.room:
        page.blocks.append(rows.pop())
    pages.append(page)
    return frame.room - sum(block.height for block in page.blocks) - (frame.head_height if page.blocks else 0)


def _row_blocks(printout: Printout, frame: Frame) -> Iterator[Block]:
    limit = int((frame.room - frame.head_height - 60 * mm) / (frame.size * LEADING))
    for row in printout.rows:
        cells = tuple(wrap(str(text), frame.size, w - 2 * PAD_X) for text, w in zip(row, frame.widths, strict=True))
        yield from _split(cells, frame.size, limit)
    if frame.columns and not printout.rows:
        yield Block("row", text_height(((),), frame.size) + 3 * mm, ())


def _split(cells: tuple[Wrapped, ...], size: float, limit: int) -> Iterator[Block]:
    """A row taller than a page goes on in the next one."""
    for start in range(0, max(len(lines) for lines in cells), limit):
        piece = tuple(lines[start : start + limit] for lines in cells)
        yield Block("row", text_height(piece, size), piece)


def _tail_blocks(printout: Printout, frame: Frame) -> list[Block]:
    blocks = _totals_blocks(printout, frame)
    note = wrap(words.NOTE + printout.note, SIZE, frame.usable) if printout.note else ()
    for start in range(0, len(note), NOTE_LINES):
        lines = note[start : start + NOTE_LINES]
        blocks.append(Block("note", len(lines) * SIZE * LEADING + 3 * mm, lines))
    per_line = 4 if printout.landscape else 3
    for start in range(0, len(printout.signature_boxes), per_line):
        boxes = printout.signature_boxes[start : start + per_line]
        blocks.append(Block("signatures", SIGNATURE_HEIGHT + SIGNATURE_GAP, boxes))
    return blocks


def _totals_blocks(printout: Printout, frame: Frame) -> list[Block]:
    per_line = min(len(printout.totals), 5 if printout.landscape else 4)
    blocks = []
    for start in range(0, len(printout.totals), per_line or 1):
        cells = printout.totals[start : start + per_line]
        blocks.append(
            Block("totals", SIZE * LEADING + 2 * PAD_Y + 1.2 * mm, cells + (("", ""),) * (per_line - len(cells)))
        )
    return blocks


def meta_rows(printout: Printout, frame: Frame) -> tuple[tuple[Labelled, ...], ...]:
    """The facts above the table, row by row, in aligned columns."""
    per_line = 4 if printout.landscape else 3
    step = frame.usable / per_line
    labels = [
        max((fonts.width(fonts.clean(label)[0], SIZE) for label, _ in printout.meta[i::per_line]), default=0)
        for i in range(per_line)
    ]
    rows = []
    for start in range(0, len(printout.meta), per_line):
        rows.append(
            tuple(
                Labelled(
                    label,
                    wrap(str(value), SIZE, max(step - labels[i] - 6 * mm, 12 * mm)),
                    i * step,
                    i * step + labels[i] + 2.5 * mm,
                )
                for i, (label, value) in enumerate(printout.meta[start : start + per_line])
            )
        )
    return tuple(rows)


def meta_height(meta: tuple[tuple[Labelled, ...], ...]) -> float:
    """Height of the facts above the table, with the space below them; 0 without any."""
    if not meta:
        return 0.0
    return sum(max(len(fact.lines) for fact in row) * SIZE * LEADING + 1.2 * mm for row in meta) + META_GAP
