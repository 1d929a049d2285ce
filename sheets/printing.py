"""A sheet as its printed paper: always Chinese, whatever the reader's language."""

from core.files import content_of
from sheets.pdf import Document, SignatureBox, render
from sheets.selectors import boxes_shown, columns_shown, lines_shown, signed_text


def sheet_pdf(sheet, print_count=None):
    """The bytes of the sheet's A4 paper."""
    columns = columns_shown(sheet)
    return render(
        Document(
            title=sheet.form.title,
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
            landscape=sum(column[1] for column in columns) > 190,
            void=sheet.status == "void",
            note=sheet.content.get("note", ""),
        )
    )


def _box(box):
    signature = box.get("signature")
    if signature is None:
        return SignatureBox(box["label"])
    image = content_of(signature.outside.file) if box["has_image"] else None
    return SignatureBox(box["label"], str(box["name"]), signed_text(signature), image)
