"""Printed sheets: a Printout of plain values in, the bytes of an A4 PDF out (DOC-03 to DOC-13).

Knows nothing of the database, the request or the clock. The same printout gives the same bytes, so the hash of a
print can be kept with the sheet and checked years later. Made for paper that is signed: pure black, no filled areas,
lines of at least 0.35 mm (a dot-matrix printer and its carbon copies show them), header and barcode on every page,
and the signature boxes never on a page without a line of the sheet.
"""

from sheets.pdf.printout import Printout, SignatureBox, TableColumn
from sheets.pdf.renderer import render, render_all

__all__ = ["TableColumn", "Printout", "SignatureBox", "render", "render_all"]
