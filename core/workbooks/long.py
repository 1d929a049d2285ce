"""Reads a long worksheet piece by piece, so that memory does not grow with it. Runs in the child: no Django here.

Only the plain form that programs write is read here: texts in the cells themselves, numbers without a date's format.
At the first row that is anything else the caller goes on with the reader that holds the worksheet in memory.
"""

import posixpath
import re
import zipfile
from collections.abc import Callable, Iterator
from typing import IO
from xml.etree import ElementTree

from core.workbooks.cells import column_index

LONG = 32 * 2**20  # bytes of a worksheet from which it is read this way; below it the other way is lighter
_CHUNK = 2**20
_PLAIN_FORMATS = {*range(5), *range(9, 14), *range(37, 41), 48, 49}  # what is built in and no date
_ROW = re.compile(r'\s*<row\b[^<>]*?\br="([0-9]+)"[^<>]*>')
_CELL = re.compile(
    r'<c r="([A-Z]{1,3}+)[0-9]++"([^<>]*+)>'
    r'(?:(?:<is><t(?: xml:space="preserve")?+>([^<]*+)</t></is>|<v>([^<]*+)</v>)?+</c>)?+'
)
_GROUPS = 5  # of a split by _CELL: what stood between, and the four groups
_ATTRIBUTES = re.compile(r'(?: s="([0-9]+)")?(?: t="([A-Za-z]+)")? ?/?')
_SHORT = re.compile("(?:(?:0|[1-9][0-9]{0,14}) )*")  # whole numbers that are written as they will be told
_ODD = ("&#", "_x", "\r")  # references by number, escapes by number, line ends that XML would change
_QUICK, _KINDS = {"n", "inlineStr"}, {"n", "inlineStr", "str", "b"}
_SHAPES = 1000
Value = str | int | float | bool
Rows = Iterator[tuple[int, list[Value]]]


class Odd(Exception):
    """The worksheet is not of the plain form from here on."""


class Worksheet:
    """A worksheet of a package by its title: where it is and how it is formatted."""

    def __init__(self, title: str, part: str, is_visible: bool):
        self.title, self.part, self.is_visible = title, part, is_visible


def worksheets_of(package: zipfile.ZipFile) -> list[Worksheet]:
    """The worksheets in their order; charts and macros are none."""
    relations = ElementTree.fromstring(package.read("xl/_rels/workbook.xml.rels"))
    parts = {one.get("Id"): one.get("Target", "") for one in relations if one.get("Type", "").endswith("/worksheet")}
    worksheets = []
    for one in ElementTree.fromstring(package.read("xl/workbook.xml")).iter():
        number = next((value for key, value in one.items() if key.endswith("}id")), None)
        if one.tag.endswith("}sheet") and number in parts:
            part = posixpath.normpath(posixpath.join("xl", parts[number])).lstrip("/")
            worksheets.append(Worksheet(one.get("name", ""), part, one.get("state", "visible") == "visible"))
    return worksheets


def long_worksheet(file: IO[bytes], chosen: Callable[[list[str]], str]) -> tuple[str, list[str], Rows] | None:
    """(title, visible titles, rows) when the worksheet that `chosen(titles)` names is long and of the plain form.

    The rows are (number, values) and may end in Odd.
    """
    package = zipfile.ZipFile(file)
    if "xl/sharedStrings.xml" in package.namelist():
        return None
    worksheets = worksheets_of(package)
    titles = [worksheet.title for worksheet in worksheets if worksheet.is_visible]
    found = {worksheet.title: worksheet.part for worksheet in worksheets}.get(chosen(titles))
    if found not in package.namelist() or package.getinfo(found).file_size < LONG:
        return None
    return chosen(titles), titles, _rows(package, found)


def _rows(package: zipfile.ZipFile, part: str) -> Rows:
    cells, last = _Cells(_plain_styles(package)), 0
    with package.open(part) as file:
        for text in _pieces(file):
            *rows, rest = text.split("</row>")
            if rest.strip():
                raise Odd
            for row in rows:
                found = _ROW.match(row)
                if found is None or int(found[1]) <= last:
                    raise Odd
                last = int(found[1])
                yield last, cells.values(row[found.end() :])


def _pieces(file: IO[bytes]) -> Iterator[str]:
    """The text between the start and the end of the data, in pieces of whole rows."""
    tail, begun = b"", False
    while chunk := file.read(_CHUNK):
        tail += chunk
        if not begun:
            before, begun, tail = _begun(tail)
            if not begun:
                continue
        data, ended, _ = tail.partition(b"</sheetData>")
        cut = len(data) if ended else data.rfind(b"</row>") + len(b"</row>")
        if ended or cut >= len(b"</row>"):
            yield _text(data[:cut])
            tail = tail[cut:]
        if ended:
            return
    raise Odd


def _begun(head: bytes) -> tuple[bytes, bool, bytes]:
    before, found, after = head.partition(b"<sheetData>")
    return (before, True, after) if found else (b"", False, head)


def _text(data: bytes) -> str:
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        raise Odd from error
    if any(sign in text for sign in _ODD):
        raise Odd
    return text


class _Cells:
    """Reads the cells of rows. Most rows of a file have the same columns and kinds: what such a shape means is kept."""

    def __init__(self, plain: set[str]):
        self._plain = plain
        self._shapes: dict[tuple[str, ...], tuple[list[int], list[str], bool]] = {}

    def values(self, body: str) -> list[Value]:
        parts = _CELL.split(body)
        if "".join(parts[::_GROUPS]).strip():
            raise Odd
        letters, attributes, texts, numbers = (parts[group::_GROUPS] for group in range(1, _GROUPS))
        shape = (*letters, *attributes)
        places, kinds, is_quick = self._shapes.get(shape) or self._shape(letters, attributes)
        if not is_quick or "&" in body or not _SHORT.fullmatch(" ".join([n for n in numbers if n is not None]) + " "):
            values = [_value(*cell) for cell in zip(kinds, texts, numbers, strict=True)]
        else:
            values = [text or number or "" for text, number in zip(texts, numbers, strict=True)]
        if not places or places[-1] == len(places) - 1:
            return values
        row: list[Value] = [""] * (places[-1] + 1)
        for place, value in zip(places, values, strict=True):
            row[place] = value
        return row

    def _shape(self, letters: list[str], attributes: list[str]) -> tuple[list[int], list[str], bool]:
        """(places in the row, kinds, whether numbers and texts only). Raises Odd where a number may be a date."""
        places = [column_index(each) for each in letters]
        read = [_ATTRIBUTES.fullmatch(each) for each in attributes]
        if None in read or sorted(set(places)) != places:
            raise Odd
        kinds = [found[2] or "n" for found in read if found]
        dates = [
            kind == "n" and found and found[1] and found[1] not in self._plain
            for kind, found in zip(kinds, read, strict=True)
        ]
        if any(dates) or not _KINDS.issuperset(kinds):
            raise Odd
        if len(self._shapes) < _SHAPES:
            self._shapes[*letters, *attributes] = places, kinds, _QUICK.issuperset(kinds)
        return places, kinds, _QUICK.issuperset(kinds)


def _value(kind: str, text: str | None, number: str | None) -> Value:
    if kind == "inlineStr":
        return _unescaped(text or "")
    if kind == "str":
        return _unescaped(number or "")
    if text is not None:
        raise Odd
    return number == "1" if kind == "b" else _number(number)


def _number(number: str | None) -> Value:
    try:
        return "" if not number else int(number) if number.isdecimal() and number.isascii() else float(number)
    except ValueError as error:
        raise Odd from error


def _unescaped(text: str) -> str:
    if "&" in text:
        for name, sign in (("lt", "<"), ("gt", ">"), ("quot", '"'), ("apos", "'"), ("amp", "&")):
            text = text.replace(f"&{name};", sign)
    return text


def _plain_styles(package: zipfile.ZipFile) -> set[str]:
    """The numbers of those formats under which a number is a number."""
    if "xl/styles.xml" not in package.namelist():
        return set()
    formats = []
    for part in ElementTree.fromstring(package.read("xl/styles.xml")):
        if part.tag.endswith("}cellXfs"):
            formats = [int(one.get("numFmtId", "0")) for one in part]
    return {str(place) for place, number in enumerate(formats) if number in _PLAIN_FORMATS}
