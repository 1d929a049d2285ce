"""The process that reads one workbook. Started by ``reader``; nothing else imports it, and it imports no Django.

The workbook is the standard input (a file). The limits are the first argument (JSON). Each line of the standard output
is one JSON message: first {"ready": true}, then {"worksheet", "worksheets", "number", "header"}, then batches
{"rows": bytes}, each followed by so many bytes as ``batches`` makes, last {"end": rows}; or, at any place after the
first, {"problem": code, ...} as the last line. A child that ends otherwise was stopped by its limits.
"""

import json
import os
import resource
import sys
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import IO, Any, TypedDict

from python_calamine import CalamineSheet, CalamineWorkbook

from core.workbooks.batches import batch_bytes
from core.workbooks.cells import LONGEST, ReadError, cell_text, column_letters, csv_text
from core.workbooks.delimited import delimited_rows
from core.workbooks.long import Odd, Rows, long_worksheet
from core.workbooks.package import HEADER_WITHIN, Found, package_check

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BATCH_ROWS, BATCH_CHARACTERS = 500, 500_000
Cells = list[str]
Numbered = Iterator[tuple[int, Cells]]  # rows with their numbers


class ReadOptions(TypedDict):
    """Those of ``reader.Limits``, and what is to be read: the file's ending, the worksheet, its header's titles."""

    seconds: int
    memory: int
    size: int
    unpacked: int
    characters: int
    rows: int
    columns: int
    worksheets: int
    suffix: str
    worksheet: str | None
    titles: list[str]


def main() -> None:
    limits: ReadOptions = json.loads(sys.argv[1])
    _say({"ready": True})
    _confine(limits)
    try:
        with open(0, "rb", closefd=False) as file:
            _run(file, limits)
    except ReadError as problem:
        code = "too_heavy" if problem.code == "damaged" and _is_full() else problem.code
        _say({"problem": code} | problem.where)
    except MemoryError:
        _say({"problem": "too_heavy"})
    except BrokenPipeError:
        os._exit(0)
    except BaseException as error:  # the parser's panic is no Exception
        _say({"problem": _code_of(error), "detail": type(error).__name__})


def _confine(limits: ReadOptions) -> None:
    _lower(resource.RLIMIT_CORE, 0)
    _lower(resource.RLIMIT_FSIZE, 0)
    _lower(resource.RLIMIT_CPU, int(limits["seconds"]) + 1)
    _lower(resource.RLIMIT_AS, limits["memory"])


def _lower(kind: int, value: int) -> None:
    try:
        resource.setrlimit(kind, (value, value))
    except (ValueError, OSError):  # macOS knows no RLIMIT_AS; the parent's clock still holds
        pass


def _code_of(error: BaseException) -> str:
    name = type(error).__name__
    if name == "PasswordError":
        return "password"
    return "too_heavy" if "memory" in str(error).lower() or _is_full() else "damaged"


def _is_full() -> bool:
    """Out of memory shows itself as anything: a module that cannot be loaded, a stream that cannot be unpacked."""
    try:
        return not bytearray(16 * 2**20)
    except MemoryError:
        return True


def _run(file: IO[bytes], limits: ReadOptions) -> None:
    start = file.read(4096)
    file.seek(0)
    if start.startswith(ZIP):
        worksheet, worksheets, rows = _zipped(file, limits)
    elif start.startswith(OLE):
        worksheet, worksheets, rows = _old(file, limits)
    else:
        worksheet, worksheets, rows = _text(file, start, limits)
    try:
        _emit(worksheet, worksheets, rows, limits)
    except ReadError as problem:
        problem.where.setdefault("worksheet", worksheet)
        raise


def _zipped(file: IO[bytes], limits: ReadOptions) -> tuple[str, list[str], Numbered]:
    if limits["suffix"] in (".xlsm", ".xltm", ".xlam"):
        raise ReadError("macros")
    found = package_check(file, unpacked=limits["unpacked"], rows=limits["rows"], columns=limits["columns"])
    file.seek(0)
    long = long_worksheet(file, lambda titles: _chosen(titles, limits["worksheet"]))
    if long is None:
        file.seek(0)
        return _calamine(file, limits, found)
    title, titles, rows = long
    if problem := found.get(title) or found.get(""):
        problem.where["worksheet"] = title
        raise problem
    return title, titles, _texts(_long_rows(file, limits, rows), cell_text, limits)


def _long_rows(file: IO[bytes], limits: ReadOptions, rows: Rows) -> Rows:
    """The rows piece by piece as long as they are of the plain form; the others from memory."""
    last = 0
    try:
        for last, values in rows:  # noqa: B007 asked for below
            yield last, values
    except Odd:
        file.seek(0)
        yield from (row for row in _held_rows(file, limits)[2] if row[0] > last)


def _old(file: IO[bytes], limits: ReadOptions) -> tuple[str, list[str], Numbered]:
    content = file.read()
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise ReadError("password")
    if "_VBA_PROJECT".encode("utf-16-le") in content:
        raise ReadError("macros")
    if not any(name.encode("utf-16-le") in content for name in ("Workbook", "Book")):
        raise ReadError("not_a_workbook")
    file.seek(0)
    return _calamine(file, limits, {})


def _text(file: IO[bytes], start: bytes, limits: ReadOptions) -> tuple[str, list[str], Numbered]:
    head = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not start:
        raise ReadError("empty")
    if head.startswith((b"<html", b"<!doctype html", b"<meta", b"<table", b"<?xml", b"<div", b"<style")):
        raise ReadError("html")
    if limits["suffix"] not in (".csv", ".tsv", ".txt"):
        raise ReadError("not_a_workbook")
    if b"\x00" in start and not start.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise ReadError("not_a_workbook")
    rows = delimited_rows(file.read(), tabs=limits["suffix"] == ".tsv")
    return "", [], _texts(rows, csv_text, limits)


def _calamine(file: IO[bytes], limits: ReadOptions, found: Found) -> tuple[str, list[str], Numbered]:
    name, visible, rows = _held_rows(file, limits, found)
    return name, visible, _texts(rows, cell_text, limits)


def _held_rows(
    file: IO[bytes], limits: ReadOptions, found: Found | None = None
) -> tuple[str, list[str], Iterator[tuple[int, list[Any]]]]:
    """(title, visible titles, rows) of a worksheet that is held in memory."""
    book = CalamineWorkbook.from_filelike(file)
    metas = book.sheets_metadata
    if len(metas) > limits["worksheets"]:
        raise ReadError("too_many_sheets", value=limits["worksheets"])
    visible = [meta.name for meta in metas if str(meta.visible).endswith("Visible") and "Work" in str(meta.typ)]
    name = _chosen(visible, limits["worksheet"])
    if found and (problem := found.get(name) or found.get("")):
        problem.where["worksheet"] = name
        raise problem
    worksheet = book.get_sheet_by_name(name)
    if worksheet.start is None:
        raise ReadError("empty", worksheet=name)
    _size_check(worksheet, name, limits)
    left = worksheet.start[1]
    rows = ((number, [""] * left + row) for number, row in enumerate(worksheet.iter_rows(), 1))
    return name, visible, rows


def _chosen(visible: list[str], wanted: str | None) -> str:
    if not visible:
        raise ReadError("no_visible_sheet")
    if wanted is not None and wanted not in visible:
        raise ReadError("no_sheet", value=wanted)
    return wanted if wanted is not None else visible[0]


def _size_check(worksheet: CalamineSheet, name: str, limits: ReadOptions) -> None:
    assert worksheet.end, "a worksheet with a start has an end"
    last_row, last_column = worksheet.end
    if last_column >= limits["columns"]:
        where = {"worksheet": name, "row": last_row + 1, "column": column_letters(last_column)}
        raise ReadError("too_many_columns", value=limits["columns"], **where)
    if last_row >= limits["rows"] + HEADER_WITHIN:
        raise ReadError("too_many_rows", worksheet=name, value=limits["rows"])


def _texts(rows: Iterable[tuple[int, list[Any]]], text_of: Callable[[Any], str], limits: ReadOptions) -> Numbered:
    """Rows that hold something, as text."""
    for number, row in rows:
        if len(row) > limits["columns"]:
            where = {"row": number, "column": column_letters(len(row) - 1)}
            raise ReadError("too_many_columns", value=limits["columns"], **where)
        cells = _quick_texts(row) if text_of is cell_text else None
        cells = cells or _row_texts(number, row, text_of)
        if any(cells):
            yield number, cells


def _quick_texts(row: list[Any]) -> Cells | None:
    """The texts of a row without anything odd, which is nearly every row; None where each cell must be looked at."""
    together = "".join([value for value in row if value.__class__ is str])
    if not together.isprintable() or len(together) > LONGEST:
        return None
    try:
        return [value.strip() if value.__class__ is str else cell_text(value) for value in row]
    except ReadError:
        return None


def _row_texts(number: int, row: list[Any], text_of: Callable[[Any], str]) -> Cells:
    cells: Cells = []
    try:
        for value in row:
            cells.append(text_of(value) if value != "" else "")
    except ReadError as problem:
        problem.where |= {"row": number, "column": column_letters(len(cells))}
        raise
    return cells


def _emit(worksheet: str, worksheets: list[str], rows: Numbered, limits: ReadOptions) -> None:
    number, header, waiting = _header(rows, set(limits["titles"]))
    _say({"worksheet": worksheet, "worksheets": worksheets, "number": number, "header": header})
    batch, characters, whole, count = [], 0, 0, 0
    for number, cells in chain(waiting, rows):
        cells += [""] * (len(header) - len(cells))
        batch.append((number, cells))
        count += 1
        characters += sum(map(len, cells))
        _limits_check(count, whole + characters, limits)
        if len(batch) >= BATCH_ROWS or characters >= BATCH_CHARACTERS:
            _say_rows(batch)
            batch, characters, whole = [], 0, whole + characters
    if batch:
        _say_rows(batch)
    _say({"end": count})


def _limits_check(count: int, characters: int, limits: ReadOptions) -> None:
    if count > limits["rows"]:
        raise ReadError("too_many_rows", value=limits["rows"])
    if characters > limits["characters"]:
        raise ReadError("too_heavy")


def _header(rows: Numbered, titles: set[str]) -> tuple[int, Cells, list[tuple[int, Cells]]]:
    """The first of the leading rows that holds all wanted titles; without such a row, the first row with anything."""
    seen: list[tuple[int, Cells]] = []
    for number, cells in rows:
        if titles <= set(cells):
            return number, cells, []
        seen.append((number, cells))
        if len(seen) == HEADER_WITHIN:
            break
    if not seen:
        raise ReadError("empty")
    return *seen[0], seen[1:]


def _say(message: dict[str, Any]) -> None:
    sys.stdout.buffer.write(json.dumps(message, separators=(",", ":")).encode() + b"\n")
    sys.stdout.buffer.flush()


def _say_rows(rows: list[tuple[int, Cells]]) -> None:
    content = batch_bytes(rows)
    sys.stdout.buffer.write(b'{"rows":%d}\n' % len(content) + content)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
