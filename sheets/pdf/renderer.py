"""Draws a composed sheet with reportlab."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from functools import lru_cache

from PIL import Image
from reportlab.graphics.barcode.code128 import Code128
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from sheets.pdf import fonts, layout, words
from sheets.pdf.layout import LEADING, MARGIN_TOP, MARGIN_X, PAD_X, SIZE
from sheets.pdf.printout import Printout, SignatureBox

LINE, FRAME_LINE = 0.35 * mm, 0.6 * mm
BOLD = 0.028  # thickness of the stroke that makes letters bold, in ems
THIN = 0.045  # the same for the font of rare characters, whose first instance is a hairline
SMALL = 9.0
BARCODE_HEIGHT, BARCODE_MODULE, BARCODE_WIDTH = 11 * mm, 0.5 * mm, 92 * mm
SIGNATURE_PIXELS = 900


def render(printout: Printout) -> bytes:
    """The PDF of one sheet. Equal printouts give equal bytes.

    A row whose number of texts differs from the columns, a barcode that is not digits, or a picture that cannot be
    read, raises ValueError.
    """
    return render_all([printout])


def render_all(printouts: Iterable[Printout]) -> bytes:
    """The sheets one after another in one PDF, each with its own page numbers (a morning's batch print)."""
    out = io.BytesIO()
    fonts.ensure()
    canvas = Canvas(out, pageCompression=1, invariant=1, lang="zh-CN", initialFontName=fonts.BODY)
    canvas.setCreator("Handover")
    for index, printout in enumerate(printouts):
        if index == 0:
            canvas.setTitle(f"{printout.title} {printout.number}".strip())
        _Sheet(canvas, printout).draw()
    canvas.save()
    return out.getvalue()


class _Sheet:
    """One printout on the canvas; `y` is where the next thing goes, counted from the bottom as PDF does."""

    def __init__(self, canvas: Canvas, printout: Printout):
        self.canvas, self.printout = canvas, printout
        self.frame = layout.frame_of(printout)
        self.missing = _missing(printout)
        self.y = 0.0

    def draw(self) -> None:
        pages = layout.compose(self.printout, self.frame)
        for number, page in enumerate(pages, 1):
            self.canvas.setPageSize((self.frame.width, self.frame.height))
            self.canvas.setLineCap(0)
            self._header(number)
            self._meta(page.meta)
            self._table(page)
            self._tail(page)
            self._footer(number, len(pages))
            if self.printout.void:
                self._void()
            self.canvas.showPage()

    # Pieces of text and lines

    def _text(
        self, x: float, y: float, text: str, size: float = SIZE, *, bold: bool = False, align: str = "left"
    ) -> None:
        shown = fonts.clean(str(text))[0]
        total = fonts.width(shown, size)
        x -= {"left": 0, "center": total / 2, "right": total}[align]
        for name, piece in fonts.runs(shown):
            stroke = (BOLD if bold else 0) + (THIN if name == fonts.RARE else 0)
            if stroke:
                self.canvas.setLineWidth(size * stroke)
            self.canvas.setFont(name, size)
            self.canvas.drawString(x, y, piece, mode=2 if stroke else None)
            x += fonts.width(piece, size)

    def _rule(self, x1: float, y1: float, x2: float, y2: float, thickness: float = LINE) -> None:
        self.canvas.setLineWidth(thickness)
        self.canvas.line(x1, y1, x2, y2)

    # Head and foot of every page

    def _header(self, number: int) -> None:
        printout, top = self.printout, self.frame.height - MARGIN_TOP
        barcode_width = self._barcode(top)
        title = printout.title + (words.CONTINUED if number > 1 else "")
        label = fonts.clean(printout.copy_label)[0]
        room = self.frame.usable - barcode_width - 8 * mm - (fonts.width(label, SIZE) + 9 * mm if label else 0)
        size = _fit(fonts.clean(title)[0], 20, 11, room)
        self._text(MARGIN_X, top - 7.2 * mm, title, size, bold=True)
        if label:
            self._copy_label(MARGIN_X + fonts.width(fonts.clean(title)[0], size) + 5 * mm, top - 7.2 * mm, label)
        line = f"{words.NUMBER}  {printout.number}"
        self._text(MARGIN_X, top - 15 * mm, line, 12)
        after = MARGIN_X + fonts.width(fonts.clean(line)[0], 12) + 5 * mm
        self._text(after, top - 15 * mm, words.VERSION.format(printout.version), 12)
        self.y = top - layout.HEADER

    def _copy_label(self, x: float, y: float, label: str) -> None:
        self.canvas.setLineWidth(LINE)
        self.canvas.rect(x, y - 1.7 * mm, fonts.width(label, SIZE) + 4 * mm, 6.4 * mm, stroke=1, fill=0)
        self._text(x + 2 * mm, y, label)

    def _barcode(self, top: float) -> float:
        """Draws it at the right edge; returns the width it takes."""
        digits = self.printout.barcode
        if not digits:
            return 0.0
        code, width = _code128(digits)
        right = self.frame.width - MARGIN_X
        code.drawOn(self.canvas, right - width, top - BARCODE_HEIGHT)
        self._text(right - width / 2, top - BARCODE_HEIGHT - 4 * mm, digits, SIZE, align="center")
        return width

    def _footer(self, number: int, count: int) -> None:
        printout, y = self.printout, layout.FOOTER - 8.5 * mm
        self._rule(MARGIN_X, y + 4.5 * mm, self.frame.width - MARGIN_X, y + 4.5 * mm)
        left = [printout.number, words.VERSION.format(printout.version)]
        if printout.footer_hash:
            left.append(words.HASH.format(printout.footer_hash[:16]))
        if self.missing:
            codes = " ".join(f"{words.GETA}=U+{ord(char):04X}" for char in self.missing)
            left.append(words.MISSING.format(codes))
        right = [words.PAGE.format(number, count)]
        if printout.print_count:
            right.insert(0, words.PRINT_COUNT.format(printout.print_count))
        right_text = "    ".join(([printout.copy_label] if printout.copy_label else []) + right)
        room = self.frame.usable - fonts.width(fonts.clean(right_text)[0], SMALL) - 6 * mm
        shown = fonts.clean("    ".join(left))[0]
        self._text(MARGIN_X, y, shown, _fit(shown, SMALL, 5, room))
        self._text(self.frame.width - MARGIN_X, y, right_text, SMALL, align="right")

    def _void(self) -> None:
        canvas = self.canvas
        canvas.saveState()
        canvas.translate(self.frame.width / 2, self.frame.height / 2)
        canvas.rotate(30 if self.printout.landscape else 50)
        canvas.setLineWidth(0.7 * mm)
        canvas.setFont(fonts.BODY, 190)
        canvas.drawCentredString(0, -65, words.VOID, mode=1)
        canvas.restoreState()

    # Body

    def _meta(self, rows: tuple[tuple[layout.Labelled, ...], ...]) -> None:
        for row in rows:
            for label, lines, x_label, x_value in row:
                self._text(MARGIN_X + x_label, self.y - SIZE, label)
                for i, line in enumerate(lines):
                    self._text(MARGIN_X + x_value, self.y - SIZE - i * SIZE * LEADING, line, bold=True)
            self.y -= max(len(fact.lines) for fact in row) * SIZE * LEADING + 1.2 * mm
        self.y -= layout.META_GAP if rows else 0

    def _table(self, page: layout.PaperPage) -> None:
        rows = [block for block in page.blocks if block.kind == "row"]
        if not rows:
            return
        top, left, right = self.y, MARGIN_X, MARGIN_X + self.frame.usable
        self._cells(self.frame.titles, self.frame.head_height, bold=True)
        head_bottom = self.y
        for block in rows:
            self._cells(block.cells, block.height) if block.cells else self._empty_row(block.height)
            self._rule(left, self.y, right, self.y)
        self._rule(left, head_bottom, right, head_bottom, FRAME_LINE)
        x, foot = left, self.y if self.printout.rows else head_bottom
        for width in self.frame.widths[:-1]:
            x += width
            self._rule(x, top, x, foot)
        self.canvas.setLineWidth(FRAME_LINE)
        self.canvas.rect(left, self.y, right - left, top - self.y, stroke=1, fill=0)

    def _cells(self, cells: Sequence[layout.Wrapped], height: float, *, bold: bool = False) -> None:
        """One row of the table, every cell centred in its height and aligned as its column."""
        size, x = self.frame.size, MARGIN_X
        for column, width, lines in zip(self.frame.columns, self.frame.widths, cells, strict=True):
            anchor = {"left": x + PAD_X, "center": x + width / 2, "right": x + width - PAD_X}[column.align]
            block = len(lines) * size * LEADING
            y = self.y - (height - block) / 2 - size * (LEADING - 1) / 2 - size * 0.86
            for line in lines:
                if line:
                    self._text(anchor, y, line, size, bold=bold, align=column.align)
                y -= size * LEADING
            x += width
        self.y -= height

    def _empty_row(self, height: float) -> None:
        self._text(self.frame.width / 2, self.y - height / 2 - SIZE * 0.36, words.NO_ROWS, align="center")
        self.y -= height

    def _tail(self, page: layout.PaperPage) -> None:
        for block in page.blocks:
            if block.kind == "totals":
                self._totals(block)
            elif block.kind == "note":
                self._note(block)
            elif block.kind == "signatures":
                self._signatures(block)

    def _totals(self, block: layout.Block) -> None:
        step, bottom = self.frame.usable / len(block.cells), self.y - block.height
        baseline = self.y - block.height / 2 - SIZE * 0.36
        for i, (label, value) in enumerate(block.cells):
            x = MARGIN_X + i * step + PAD_X
            room = step - 2 * PAD_X
            gap = fonts.width(fonts.clean(f"{label}  ")[0], SIZE)
            self._text(x, baseline, label, _fit(label, SIZE, 5, room / 2))
            self._text(
                x + min(gap, room / 2), baseline, value, _fit(str(value), SIZE, 5, room - min(gap, room / 2)), bold=True
            )
        self.canvas.setLineWidth(FRAME_LINE)
        self.canvas.rect(MARGIN_X, bottom, self.frame.usable, block.height, stroke=1, fill=0)
        self.y = bottom

    def _note(self, block: layout.Block) -> None:
        self.y -= 2 * mm
        for line in block.cells:
            self._text(MARGIN_X, self.y - SIZE, line)
            self.y -= SIZE * LEADING
        self.y -= 1 * mm

    def _signatures(self, block: layout.Block) -> None:
        per_line = 4 if self.printout.landscape else 3
        count = max(len(block.cells), 2) if len(self.printout.signature_boxes) <= per_line else per_line
        gap = layout.SIGNATURE_GAP
        width = (self.frame.usable - gap * (count - 1)) / count
        self.y -= gap
        for i, box in enumerate(block.cells):
            self._signature(MARGIN_X + i * (width + gap), self.y - layout.SIGNATURE_HEIGHT, width, box)
        self.y -= layout.SIGNATURE_HEIGHT

    def _signature(self, x: float, y: float, width: float, box: SignatureBox) -> None:
        height, foot = layout.SIGNATURE_HEIGHT, 7.5 * mm
        self.canvas.setLineWidth(LINE)
        self.canvas.rect(x, y, width, height, stroke=1, fill=0)
        self._rule(x, y + foot, x + width, y + foot)
        self._text(x + 2 * mm, y + height - 5.5 * mm, box.label, _fit(box.label, SIZE, 6, width - 4 * mm), bold=True)
        if box.image_png:
            self._picture(box.image_png, x + 2 * mm, y + foot + 0.8 * mm, width - 4 * mm, height - foot - 8 * mm)
        name = f"{words.SIGNED_BY} {box.name or ''}"
        at = f"{words.SIGNED_AT} {box.at or ''}"
        half = x + width * (0.42 if box.at else 0.5)
        self._text(x + 2 * mm, y + 2.5 * mm, name, _fit(name, SMALL, 5, half - x - 3 * mm))
        self._text(half, y + 2.5 * mm, at, _fit(at, SMALL, 5, x + width - half - 1.5 * mm))

    def _picture(self, data: bytes, x: float, y: float, width: float, height: float) -> None:
        picture = ImageReader(_black_on_white(data))
        self.canvas.drawImage(picture, x, y, width, height, preserveAspectRatio=True, anchor="c")


def _missing(printout: Printout) -> tuple[str, ...]:
    """Characters of the sheet that no font draws, in the order they appear."""
    texts = [printout.title, printout.number, printout.note]
    texts += [str(text) for pair in printout.meta + printout.totals for text in pair]
    texts += [str(text) for row in printout.rows for text in row]
    texts += [text for box in printout.signature_boxes for text in (box.label, box.name or "")]
    return tuple(dict.fromkeys(char for text in texts for char in fonts.clean(text)[1]))


def _fit(text: str, size: float, least: float, room: float) -> float:
    """The largest size, in half points down to `least`, in which the text fits."""
    while size > least and fonts.width(text, size) > room:
        size -= 0.5
    return size


@lru_cache(maxsize=512)
def _code128(digits: str) -> tuple[Code128, float]:
    """The bars and their width; narrower bars when the code would be wider than its place."""
    if not (digits.isascii() and digits.isdigit()):
        raise ValueError(f"a sheet's barcode holds digits only, not {digits!r}")
    code = Code128(digits, barWidth=BARCODE_MODULE, barHeight=BARCODE_HEIGHT, quiet=0, humanReadable=0)
    if code.width > BARCODE_WIDTH:
        module = BARCODE_MODULE * BARCODE_WIDTH / code.width
        code = Code128(digits, barWidth=module, barHeight=BARCODE_HEIGHT, quiet=0, humanReadable=0)
    return code, code.width


def _black_on_white(data: bytes) -> Image.Image:
    """The signature as a printer without greys shows it; transparent parts are paper."""
    try:
        picture: Image.Image = Image.open(io.BytesIO(data))
        picture.thumbnail((SIGNATURE_PIXELS, SIGNATURE_PIXELS))
        picture = picture.convert("RGBA")
    except (OSError, SyntaxError, Image.DecompressionBombError) as error:
        raise ValueError("the picture of a signature cannot be read") from error
    paper = Image.new("RGBA", picture.size, "white")
    paper.alpha_composite(picture)
    return paper.convert("L").point(lambda level: 0 if level < 170 else 255).convert("1")
