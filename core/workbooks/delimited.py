"""Rows of a text file (.csv, .tsv). Runs in the child process: no Django here."""

import csv
import io
from collections.abc import Iterator

from core.workbooks.cells import LONGEST, ReadError


def delimited_rows(content: bytes, *, tabs: bool) -> Iterator[tuple[int, list[str]]]:
    """(line number, cells) of UTF-8, marked UTF-16 or GB18030 text, split by commas or else by tabs."""
    text = _decoded(content)
    first_line = text[:10_000].split("\n", 1)[0]
    delimiter = "\t" if tabs or ("\t" in first_line and "," not in first_line) else ","
    csv.field_size_limit(LONGEST)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        number = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise ReadError("long_cell" if "limit" in str(error) else "damaged", row=number, value=LONGEST) from error
        yield number, row


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _strict(content, "utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _strict(content, "gb18030")


def _strict(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReadError("encoding", row=content.count(b"\n", 0, error.start) + 1) from error
