"""The one exception of reading a workbook, and its sentences."""

from django.utils.translation import gettext_lazy as _

from core.errors import Invalid

MESSAGES = {
    "not_a_workbook": _(
        "%(file)s is not a workbook that can be read here. Save it as .xlsx (or .xls, .csv, .tsv) and upload it again."
    ),
    "html": _(
        "%(file)s is a web page with the name of a workbook. Open it in Excel, save it as .xlsx and upload it again."
    ),
    "damaged": _("%(file)s is damaged or incomplete. Open it in Excel, save it again as .xlsx and upload it again."),
    "password": _("%(file)s is protected by a password. Save it without one and upload it again."),
    "macros": _("%(file)s contains macros. Save it as a workbook without macros (.xlsx) and upload it again."),
    "external_link": _(
        "%(file)s refers to other workbooks. Break the links in Excel (Data, Edit Links) and upload it again."
    ),
    "xml_entities": _(
        "%(file)s contains declarations that no workbook needs. Save it again from Excel and upload it again."
    ),
    "encoding": _(
        "%(file)s is neither UTF-8 nor GB18030 text (line %(row)s). Save it as CSV UTF-8 and upload it again."
    ),
    "too_heavy": _(
        "%(file)s takes too much time or memory to read. Copy the filled rows into a new workbook, or split it."
    ),
    "too_large": _("%(file)s is larger than the limit of %(value)s MB. Split it and upload the parts."),
    "too_many_sheets": _("%(file)s has more than %(value)s sheets. Keep only the sheet to import."),
    "too_many_rows": _("%(file)s, sheet %(sheet)s: there are more than %(value)s rows. Split it and upload the parts."),
    "too_many_columns": _(
        "%(file)s, sheet %(sheet)s, cell %(cell)s: there are more than %(value)s columns. "
        "Delete what lies to the right of the table."
    ),
    "far_cell": _(
        "%(file)s, cell %(cell)s lies far outside the table. Delete what lies below or to the right of the table."
    ),
    "long_cell": _(
        "%(file)s, sheet %(sheet)s, cell %(cell)s: the text is longer than %(value)s characters. Shorten it."
    ),
    "no_sheet": _("%(file)s has no visible sheet named %(value)s."),
    "no_visible_sheet": _("%(file)s has no visible sheet with cells."),
    "empty": _("%(file)s, sheet %(sheet)s is empty. Put the titles in the first row and the data below."),
    "formula": _("%(file)s, cell %(cell)s contains a formula. Copy the table, paste it as values and upload it again."),
    "error_cell": _("%(file)s, cell %(cell)s shows an error (such as #N/A). Correct it and upload it again."),
    "not_finite": _("%(file)s, sheet %(sheet)s, cell %(cell)s is not a finite number. Correct it and upload it again."),
    "digits_lost": _(
        "%(file)s, sheet %(sheet)s, cell %(cell)s: the number %(value)s has lost its last digits. "
        "Format the column as text, enter the full number again and upload it again."
    ),
    "control_character": _(
        "%(file)s, sheet %(sheet)s, cell %(cell)s contains an invisible control character. Type the cell again."
    ),
    "missing_columns": _("%(file)s, sheet %(sheet)s, row %(row)s: these titles are missing: %(value)s."),
    "repeated_column": _(
        "%(file)s, sheet %(sheet)s, cell %(cell)s: the title %(value)s occurs twice. Keep one of the columns."
    ),
}


class WorkbookProblem(Invalid):
    """A workbook that cannot be taken, as it is.

    ``code`` is a key of ``MESSAGES``; ``row`` is the number shown by the spreadsheet program (from 1), ``column`` its
    letters ("C"), ``cell`` both ("C5"), ``value`` what was found or the limit. Unknown ones are None.
    """

    def __init__(
        self,
        code: str,
        *,
        file: str = "",
        worksheet: str | None = None,
        row: int | None = None,
        column: str | None = None,
        value: str | int | None = None,
    ):
        cell = f"{column}{row}" if column and row else column or row or "?"
        shown = {"file": file, "sheet": worksheet or "1", "row": row or "?", "column": column or "?", "cell": cell}
        super().__init__(code, MESSAGES[code], value="" if value is None else value, **shown)
        self.file, self.worksheet, self.row, self.column, self.value = file, worksheet, row, column, value
        self.cell = cell if column or row else None
