"""Workbooks in and out.

``read_table`` and ``open_table`` read what people upload (.xlsx, .xls, .csv, .tsv) in a child process with limits;
``columns_map`` finds the columns by title; ``write_table`` writes what people download. Every failure to read is one
``WorkbookProblem``, which names the file, the cell and what to do.

The names are looked up when first used, so that the child process, which lives in this package, starts without Django.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from core.workbooks.batches import Row
    from core.workbooks.columns import columns_map
    from core.workbooks.problems import WorkbookProblem
    from core.workbooks.reader import Limits, OpenTable, Table, open_table, read_table
    from core.workbooks.writer import Column, WorksheetData, write_table

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_HOMES = {
    "columns_map": "columns",
    "WorkbookProblem": "problems",
    "Limits": "reader",
    "OpenTable": "reader",
    "Row": "batches",
    "Table": "reader",
    "open_table": "reader",
    "read_table": "reader",
    "Column": "writer",
    "WorksheetData": "writer",
    "write_table": "writer",
}

__all__ = [
    "XLSX",
    "Column",
    "Limits",
    "OpenTable",
    "Row",
    "Table",
    "WorkbookProblem",
    "WorksheetData",
    "columns_map",
    "open_table",
    "read_table",
    "write_table",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(name)
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
