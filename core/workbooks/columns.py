"""Finding the columns of a table by their titles."""

import unicodedata
from collections.abc import Collection, Mapping

from core.workbooks.cells import column_letters
from core.workbooks.problems import WorkbookProblem
from core.workbooks.reader import Table


def columns_map(table: Table, wanted: Mapping[str, tuple[str, ...]], required: Collection[str]) -> dict[str, int]:
    """{field: place in ``Row.cells``} of the wanted titles; a field that is not required may be absent.

    ``wanted`` gives each field its accepted titles, the usual one first. White space, width of letters, case and a mark
    for required columns ("*") make no difference. Raises ``WorkbookProblem``: "repeated_column" when two columns claim
    a field, "missing_columns" with all missing titles by their usual names.
    """
    fields = {_folded(title): name for name, titles in wanted.items() for title in titles}
    found: dict[str, int] = {}
    for place, title in enumerate(table.header):
        name = fields.get(_folded(title))
        if name in found:
            raise _problem(table, "repeated_column", title, column_letters(place))
        if name is not None:
            found[name] = place
    missing = [wanted[name][0] for name in wanted if name in required and name not in found]
    if missing:
        raise _problem(table, "missing_columns", ", ".join(missing))
    return found


def _folded(title: str) -> str:
    return "".join(unicodedata.normalize("NFKC", title).casefold().replace("*", "").split())


def _problem(table: Table, code: str, value: str, column: str | None = None) -> WorkbookProblem:
    return WorkbookProblem(
        code, file=table.file, worksheet=table.worksheet, row=table.header_number, column=column, value=value
    )
