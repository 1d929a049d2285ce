"""A sheet as its printed paper: always Chinese, whatever the reader's language."""

from core.files import content_of
from core.types import JsonObject
from sheets.lifecycle import SheetState
from sheets.models import Sheet, Signature
from sheets.pdf import Printout, SignatureBox, render
from sheets.selectors import boxes_shown, columns_shown, lines_shown, signed_text


def sheet_pdf(sheet: Sheet, print_count: int | None = None) -> bytes:
    """The bytes of the sheet's A4 paper."""
    columns = columns_shown(sheet)
    return render(
        Printout(
            title=sheet.kind.printed,
            number=sheet.number,
            version=sheet.version,
            barcode=sheet.barcode,
            meta=tuple((str(a), str(b)) for a, b in sheet.content.get("meta", [])),
            columns=tuple(columns),
            rows=tuple(tuple(cells) for cells in lines_shown(sheet)),
            totals=tuple((str(a), str(b)) for a, b in sheet.content.get("totals", [])),
            signature_boxes=tuple(_box(box) for box in boxes_shown(sheet)),
            copy_label="留底联",
            footer_hash=sheet.shown_hash,
            print_count=print_count,
            landscape=sum(column.width_mm for column in columns) > 190,
            void=sheet.status == SheetState.VOID,
            note=sheet.content.get("note", ""),
        )
    )


def _box(box: JsonObject) -> SignatureBox:
    signature: Signature | None = box.get("signature")
    if signature is None:
        return SignatureBox(box["label"])
    image = content_of(signature.picture) if signature.picture else None
    return SignatureBox(box["label"], str(box["name"]), signed_text(signature), image)
