"""What a zipped workbook (.xlsx) must be before anything is unpacked. Runs in the child process: no Django here."""

import posixpath
import re
import zipfile
import zlib
from functools import cache
from typing import IO, Any
from xml.etree import ElementTree
from xml.etree.ElementTree import ParseError

from core.workbooks.cells import ReadError, column_index

HEADER_WITHIN = 20  # rows above the table that are not counted
MOST_PARTS = 2_000
SMALL = 10 * 2**20  # below this size no ratio is suspicious
MOST_RATIO = 120  # a table of one repeated value packs about 60 to 1
LEAST_ROW = 20  # bytes of a row with one cell: a far row after that many bytes ends a long table, and is not astray
_CHUNK, _OVERLAP = 2**20, 2**12
_CELL_START = rb"<(?:\w+:)?c\b(?P<attributes>[^>]*)"
_FORMULA = re.compile(_CELL_START + rb">\s*<(?:\w+:)?f[\s/>]")
_ERROR = re.compile(_CELL_START + rb"(?<!\w)t\s*=\s*[\"']e[\"']")
_REFERENCE = re.compile(rb"\sr\s*=\s*[\"']([A-Z]+)([0-9]+)[\"']")


Found = dict[str, ReadError]


def package_check(file: IO[bytes], *, unpacked: int, rows: int, columns: int) -> Found:
    """Raise ``ReadError`` unless the package is small when unpacked and holds nothing but a plain workbook.

    Returns {title of a worksheet: what is wrong with its cells}; the caller refuses the one that it is about to read.
    What is wrong in a part that no worksheet claims stands under "".
    """
    try:
        with zipfile.ZipFile(file) as package:
            parts = package.infolist()
            _sizes_check(parts, unpacked)
            _names_check([part.filename.lower() for part in parts])
            _content_types_check(package)
            found = {part.filename: _part_scan(package, part, rows, columns) for part in parts}
            titles = _titles(package)
            return {titles.get(part, ""): problem for part, problem in found.items() if problem}
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        KeyError,
        NotImplementedError,
        OSError,
        ValueError,
        ParseError,
    ) as error:
        raise ReadError("damaged") from error
    except RuntimeError as error:  # zipfile's answer to an encrypted part
        raise ReadError("password") from error


def _sizes_check(parts: list[zipfile.ZipInfo], unpacked: int) -> None:
    total, packed = sum(part.file_size for part in parts), sum(part.compress_size for part in parts)
    if len(parts) > MOST_PARTS or total > unpacked or (total > SMALL and total > MOST_RATIO * packed):
        raise ReadError("too_heavy")
    if any(part.flag_bits & 1 for part in parts):
        raise ReadError("password")
    if len({part.filename.lower() for part in parts}) != len(parts):
        raise ReadError("damaged")


def _names_check(names: list[str]) -> None:
    if any("vbaproject" in name or "/macrosheets/" in name for name in names):
        raise ReadError("macros")
    if any("/externallinks/" in name for name in names):
        raise ReadError("external_link")
    if "[content_types].xml" not in names or not any(name.startswith("xl/workbook") for name in names):
        raise ReadError("not_a_workbook")
    if "xl/workbook.bin" in names:
        raise ReadError("not_a_workbook")


def _content_types_check(package: zipfile.ZipFile) -> None:
    with package.open("[Content_Types].xml") as file:
        if b"macroenabled" in file.read(SMALL).lower():
            raise ReadError("macros")


def _titles(package: zipfile.ZipFile) -> dict[str, str]:
    """{part: title of the worksheet}. Both files were scanned for declarations before."""
    relations = ElementTree.fromstring(package.read("xl/_rels/workbook.xml.rels"))
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    titles = {}
    for worksheet in ElementTree.fromstring(package.read("xl/workbook.xml")).iter():
        if worksheet.tag.endswith("}sheet"):
            number = next((value for key, value in worksheet.items() if key.endswith("}id")), None)
            titles[posixpath.normpath(posixpath.join("xl", targets.get(number, ""))).lstrip("/")] = worksheet.get(
                "name", ""
            )
    return titles


def _part_scan(package: zipfile.ZipFile, part: zipfile.ZipInfo, rows: int, columns: int) -> ReadError | None:
    """Read one part in pieces, so that its true size and checksum are known and nothing is held."""
    name = part.filename.lower()
    if not name.endswith((".xml", ".rels", ".vml")):
        return None
    is_worksheet = not name.endswith((".rels", ".vml")) and "/worksheets/" in name
    tail, passed, problem = b"", 0, None
    with package.open(part) as file:
        while chunk := file.read(_CHUNK):
            text = tail + chunk
            if not tail:
                _prolog_check(text)
            if b"<!" in text and (b"<!DOCTYPE" in text or b"<!ENTITY" in text):
                raise ReadError("xml_entities")
            is_worksheet = is_worksheet or b"sheetData" in text
            if is_worksheet and not problem:
                problem = _worksheet_problem(text, rows, columns, dense=passed > rows * LEAST_ROW)
            passed += len(chunk)
            tail = text[-_OVERLAP:]
    return problem


def _prolog_check(text: bytes) -> None:
    """Only UTF-8: in another encoding the checks below would be blind."""
    if text.startswith((b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")):
        raise ReadError("damaged")
    declared = re.match(rb"\s*(?:\xef\xbb\xbf)?<\?xml[^>]*encoding\s*=\s*[\"']([^\"']+)", text)
    if declared and declared[1].lower() not in (b"utf-8", b"us-ascii", b"ascii"):
        raise ReadError("damaged")


def _worksheet_problem(text: bytes, rows: int, columns: int, *, dense: bool) -> ReadError | None:
    if (b"<f>" in text or b"<f " in text or b"<f/" in text or b":f" in text) and (found := _FORMULA.search(text)):
        return ReadError("formula", **_place(found["attributes"]))
    if (b't="e"' in text or b"t='e'" in text) and (found := _ERROR.search(text)):
        return ReadError("error_cell", **_place(text[found.start() : text.find(b">", found.start())]))
    digits = max(6, len(str(rows + HEADER_WITHIN)))  # of the first row that may be too far
    if _far_hint(digits).search(text) or b"r='" in text or b"r =" in text or b"\tr=" in text or b"\nr=" in text:
        return _far_problem(text, rows, columns, dense, digits)
    return None


def _far_problem(text: bytes, rows: int, columns: int, dense: bool, digits: int) -> ReadError | None:
    for found in _far(digits).finditer(text):
        place = _place(b' r="%s"' % found["cell"])
        if column_index(place["column"]) >= columns or (place["row"] > rows + HEADER_WITHIN and not dense):
            return ReadError("far_cell", **place)
        if place["row"] > rows + HEADER_WITHIN:
            return ReadError("too_many_rows", value=rows)
    return None


@cache
def _far(digits: int) -> re.Pattern[bytes]:
    cell = rb"[A-Z]{3,}[0-9]+|[A-Z]+[0-9]{%d,}" % digits
    return re.compile(rb"<(?:\w+:)?c\b[^>]*?\sr\s*=\s*[\"'](?P<cell>%s)[\"'](?:[^>]*[^>/])?>" % cell)


@cache
def _far_hint(digits: int) -> re.Pattern[bytes]:
    """Begins with plain letters, so that a hundred megabytes of ordinary cells are passed over quickly."""
    return re.compile(rb' r="(?:[A-Z]{3}|[A-Z]+[0-9]{%d})' % digits)


def _place(attributes: bytes) -> dict[str, Any]:
    found = _REFERENCE.search(b" " + attributes)
    if not found:
        return {}
    return {"column": found[1].decode()[:8], "row": int(found[2][:9])}
