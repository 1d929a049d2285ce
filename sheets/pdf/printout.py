"""What a printed sheet shows, as plain values. Texts are printed as they are: format money and times before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class TableColumn(NamedTuple):
    """One column of the table. Widths are millimetres, scaled together so that the table fills the page."""

    title: str
    width_mm: float
    align: str = "left"  # left | right | center


@dataclass(frozen=True)
class SignatureBox:
    """A box for one signer; empty to sign on paper, or with the name, the time and the picture of a signature.

    `image_png` is the bytes of any picture file Pillow reads; it is printed in black and white.
    """

    label: str
    name: str | None = None
    at: str | None = None
    image_png: bytes | None = None


@dataclass(frozen=True)
class Printout:
    """One numbered sheet.

    `barcode` is printed as Code 128 (digits only, so that a scanner under a Chinese input method still reads them).
    `columns` are TableColumn or (title, width_mm, align); each row has one text per column. `copy_label` names the
    carbon copy. `footer_hash` is the fingerprint of what was signed; its first 16 characters are printed. `print_count`
    is which print this is (2 prints as the second). `void` draws the mark across every page.
    """

    title: str
    number: str
    version: int = 1
    barcode: str = ""
    meta: tuple[tuple[str, str], ...] = ()
    columns: tuple[tuple[str, float, str] | TableColumn, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    totals: tuple[tuple[str, str], ...] = ()
    signature_boxes: tuple[SignatureBox, ...] = ()
    copy_label: str = ""
    footer_hash: str | None = None
    print_count: int | None = None
    landscape: bool = False
    void: bool = False
    note: str = ""
