"""Damaged, wrong and hostile workbooks, made here so that no binary file is kept.

``cases()`` yields ``Case(name, filename, content, expected)``. ``expected`` is the set of codes one of which must be
the refusal; ``"read"`` in it means that a good reading is right too. ``mutations(seed, count)`` yields random damage.
"""

import io
import random
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

import openpyxl
import xlsxwriter

from lab.proofs import damage
from lab.proofs.damage import edited, plain

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = "xl/worksheets/sheet1.xml"
ANY = frozenset(
    {"read", "damaged", "not_a_workbook", "too_heavy", "empty", "xml_entities", "no_visible_sheet", "control_character"}
)


@dataclass(frozen=True)
class Case:
    name: str
    filename: str
    content: bytes
    expected: frozenset[str]


def old_binary() -> bytes:
    """The beginning of an .xls with nothing sound behind it."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504 + "Workbook".encode("utf-16-le") + b"\xff" * 2048


def with_rows(rows: str, *, head: str = "", namespace: str = f'xmlns="{MAIN}"', tail: str = "") -> bytes:
    """A package whose sheet holds this XML."""
    body = f"<worksheet {namespace}><sheetData>{rows}</sheetData>{tail}</worksheet>"
    xml = f'<?xml version="1.0" encoding="UTF-8"?>{head}{body}'
    return edited(plain(1), replace={SHEET: xml.encode()})


def cell(reference: str, inner: str = "<v>1</v>", more: str = "") -> str:
    row = "".join(filter(str.isdigit, reference))
    return f'<row r="{row}"><c r="{reference}" {more}>{inner}</c></row>'


TITLE_ROW = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>no</t></is></c><c r="B1" t="inlineStr"><is><t>x</t></is></c></row>'
)


def cases() -> Iterator[Case]:
    for group in (_not_workbooks, _truncated, _parts, _bombs, _far, _cells, _sheets, _texts, _old):
        yield from group()


def _case(name: str, content: bytes, *expected: str, filename: str = "orders.xlsx") -> Case:
    return Case(name, filename, content, frozenset(expected))


def _not_workbooks() -> Iterator[Case]:
    yield _case("nothing", b"", "empty")
    yield _case("one byte", b"P", "not_a_workbook")
    yield _case("zip mark only", b"PK\x03\x04", "damaged")
    yield _case("zeros", b"\x00" * 100_000, "not_a_workbook")
    yield _case("picture", b"\x89PNG\r\n\x1a\n" + b"\x00" * 100, "not_a_workbook")
    yield _case("pdf", b"%PDF-1.7\n1 0 obj", "not_a_workbook")
    yield _case("random bytes", random.Random(7).randbytes(50_000), "not_a_workbook")
    yield _case("text named xlsx", b"hello", "not_a_workbook")
    yield _case("program", b"\x7fELF" + b"\x01" * 500, "not_a_workbook")
    for suffix in (".xlsx", ".xls", ".csv"):
        page = "<html><table><tr><td>订单号</td></tr></table></html>".encode()
        yield _case(f"page named {suffix}", page, "html", filename=f"orders{suffix}")
    yield _case("page after a mark", b"\xef\xbb\xbf\r\n<!DOCTYPE html><table>", "html", filename="orders.xls")
    yield _case("xml spreadsheet 2003", b'<?xml version="1.0"?><Workbook/>', "html", filename="orders.xls")
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as package:
        package.writestr("word/document.xml", "<w/>")
    yield _case("another zip", other.getvalue(), "not_a_workbook")


def _truncated() -> Iterator[Case]:
    whole = plain()
    for part in range(1, 10):
        yield _case(f"cut after {part}0 %", whole[: len(whole) * part // 10], "damaged")
    yield _case("cut by one byte", whole[:-1], "damaged", "read")
    yield _case("cut front", whole[100:], "not_a_workbook", "damaged")
    yield _case("middle zeroed", whole[:3000] + b"\x00" * 500 + whole[3500:], *ANY)
    yield _case("garbage behind", whole + b"\x00" * 1000, *ANY)
    yield _case("garbage before", b"xx" + whole, "not_a_workbook")
    yield _case("twice", whole + whole, *ANY)


def _parts() -> Iterator[Case]:
    whole = plain()
    for name in ("[Content_Types].xml", "xl/workbook.xml", "_rels/.rels", "xl/_rels/workbook.xml.rels"):
        yield _case(f"without {name}", edited(whole, without=(name,)), "not_a_workbook", "damaged", "read")
    for name in (SHEET, "xl/sharedStrings.xml", "xl/styles.xml"):
        yield _case(f"without {name}", edited(whole, without=(name,)), *ANY)
        yield _case(f"{name} is no xml", edited(whole, replace={name: b"\x00\x01 not xml <<<"}), *ANY)
        yield _case(
            f"{name} cut", edited(whole, replace={name: b'<?xml version="1.0"?><worksheet><sheetData><row'}), *ANY
        )
        wide = '<?xml version="1.0" encoding="UTF-16"?><a/>'.encode("utf-16")
        yield _case(f"{name} in UTF-16", edited(whole, replace={name: wide}), "damaged")
    yield _case("macros", edited(whole, replace={"xl/vbaProject.bin": b"x"}), "macros")
    yield _case("macros by name", whole, "macros", filename="orders.XLSM")
    yield _case("macro sheet", edited(whole, replace={"xl/macrosheets/sheet1.xml": b"<a/>"}), "macros")
    types = b'<Types><Default ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>'
    yield _case("macros by type", edited(whole, replace={"[Content_Types].xml": types}), "macros")
    link = {"xl/externalLinks/externalLink1.xml": b"<externalLink/>"}
    yield _case("external link", edited(whole, replace=link), "external_link")
    yield _case("binary workbook", edited(whole, replace={"xl/workbook.bin": b"x"}), "not_a_workbook")
    yield _case("path outside", edited(whole, replace={"../../etc/passwd": b"x"}), "read", "damaged")
    yield _case("encrypted part", _flagged(whole), "password")


def _flagged(content: bytes) -> bytes:
    changed = bytearray(content)
    at = changed.find(b"PK\x01\x02")
    while at >= 0:
        changed[at + 8] |= 1
        at = changed.find(b"PK\x01\x02", at + 4)
    return bytes(changed)


def _bombs() -> Iterator[Case]:
    whole = plain(1)
    yield _case("50 MB of zeros", edited(whole, replace={"xl/media/a.bin": b"\x00" * 50 * 2**20}), "too_heavy")
    yield _case("50 MB of spaces in the sheet", edited(whole, replace={SHEET: b" " * 50 * 2**20}), "too_heavy")
    yield _case("5,000 parts", edited(whole, replace={f"xl/p{n}.xml": b"<a/>" for n in range(5000)}), "too_heavy")
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    head = f'<!DOCTYPE w [<!ENTITY l0 "lol">{laughs}]>'
    yield _case("billion laughs", with_rows(cell("A1", "<v>&l9;</v>"), head=head), "xml_entities")
    outside = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    yield _case("file entity", with_rows(cell("A1", "<v>&x;</v>"), head=outside), "xml_entities")
    strings = f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x "y">]><sst xmlns="{MAIN}"><si><t>&x;</t></si></sst>'
    yield _case("entity in strings", edited(whole, replace={"xl/sharedStrings.xml": strings.encode()}), "xml_entities")
    yield _case("unknown entity", with_rows(cell("A1", "<v>&l9;</v>")), *ANY)
    yield _case("one string many times", _repeated_string(), "too_heavy", "long_cell")
    yield _case("deep nesting", with_rows("<a>" * 100_000), *ANY)
    yield _case("one huge attribute", with_rows(cell("A1", more=f's="{"1" * 2**22}"')), *ANY)
    nested = edited(whole, replace={f"xl/embeddings/{n}.xlsx": whole for n in range(100)})
    yield _case("workbooks inside", nested, "read")
    yield _case("lying sizes", _lying(whole), "damaged", "read")
    yield _case("same name twice", _doubled(whole), "damaged")


def _repeated_string() -> bytes:
    strings = f'<sst xmlns="{MAIN}"><si><t>{"x" * 30_000}</t></si></sst>'.encode()
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 20_000))
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'.encode()
    return edited(plain(1), replace={"xl/sharedStrings.xml": strings, SHEET: sheet})


def _lying(content: bytes) -> bytes:
    """Every size in the directory says ten bytes."""
    changed = bytearray(content)
    at = changed.find(b"PK\x01\x02")
    while at >= 0:
        changed[at + 24 : at + 28] = (10).to_bytes(4, "little")
        at = changed.find(b"PK\x01\x02", at + 4)
    return bytes(changed)


def _doubled(content: bytes) -> bytes:
    target = io.BytesIO(content)
    with zipfile.ZipFile(target, "a") as package:
        package.writestr(SHEET.upper(), b"<worksheet/>")
    return target.getvalue()


def _far() -> Iterator[Case]:
    yield _case("last cell of all", with_rows(TITLE_ROW + cell("XFD1048576")), "far_cell")
    yield _case("far column", with_rows(TITLE_ROW + cell("XFD2")), "far_cell")
    yield _case("far row", with_rows(TITLE_ROW + cell("A1048576")), "far_cell")
    yield _case("row beyond the sheet", with_rows(TITLE_ROW + cell("A99999999999")), "far_cell", "damaged")
    yield _case("column beyond the sheet", with_rows(TITLE_ROW + cell("ZZZZZZZ1")), "far_cell", "damaged")
    yield _case("two far letters", with_rows(TITLE_ROW + cell("ZZ99999")), "too_heavy", "too_many_columns")
    yield _case("far in single quotes", with_rows(TITLE_ROW + "<row><c r='XFD1048576'><v>1</v></c></row>"), "far_cell")
    prefixed = '<x:row r="1048576"><x:c r="XFD1048576"><x:v>1</x:v></x:c></x:row>'
    xml = f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData>{prefixed}</x:sheetData></x:worksheet>'.encode()
    yield _case("far with a prefix", edited(plain(1), replace={SHEET: xml}), "far_cell", *ANY - {"read"})
    dimension = (
        f'<worksheet xmlns="{MAIN}"><dimension ref="A1:XFD1048576"/><sheetData>{TITLE_ROW}</sheetData></worksheet>'
    )
    yield _case("dimension lies", edited(plain(1), replace={SHEET: dimension.encode()}), "read")
    styled = TITLE_ROW + '<row r="1048576"><c r="XFD1048576" s="0"/></row>'
    yield _case("far but only styled", with_rows(styled), "read")
    wide = "".join(f'<c t="inlineStr"><is><t>t{n}</t></is></c>' for n in range(10_000))
    yield _case("10,000 columns without names", with_rows(f'<row r="1">{wide}</row>'), "too_many_columns")
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target)
    book.add_worksheet().write_row(0, 0, [f"t{n}" for n in range(10_000)])
    book.close()
    yield _case("10,000 columns", target.getvalue(), "far_cell")
    yield _case("30,000 rows", plain(30_000), "too_many_rows")


def _cells() -> Iterator[Case]:
    yield _case("formula", with_rows(TITLE_ROW + cell("B2", "<f>1+1</f><v>2</v>")), "formula")
    yield _case("shared formula", with_rows(TITLE_ROW + cell("B2", '<f t="shared" si="0"/><v>2</v>')), "formula")
    outside = '<f>WEBSERVICE("http://example.com")</f><v>2</v>'
    yield _case("formula that calls out", with_rows(TITLE_ROW + cell("B2", outside)), "formula")
    yield _case("error", with_rows(TITLE_ROW + cell("B2", "<v>#N/A</v>", 't="e"')), "error_cell")
    for text in ("NaN", "INF", "-Infinity"):
        yield _case(f"number {text}", with_rows(TITLE_ROW + cell("B2", f"<v>{text}</v>")), "not_finite", "damaged")
    yield _case("number 1e999", with_rows(TITLE_ROW + cell("B2", "<v>1e999</v>")), "not_finite", "damaged")
    for text in ("3101123456789012345", "1E+17", "-9999999999999999"):
        yield _case(f"digits lost in {text}", with_rows(TITLE_ROW + cell("B2", f"<v>{text}</v>")), "digits_lost")
    yield _case("number is text", with_rows(TITLE_ROW + cell("B2", "<v>abc</v>")), "damaged", "read")
    yield _case("string that is not there", with_rows(TITLE_ROW + cell("B2", "<v>99999</v>", 't="s"')), *ANY)
    yield _case("negative string", with_rows(TITLE_ROW + cell("B2", "<v>-1</v>", 't="s"')), *ANY)
    yield _case("unknown kind", with_rows(TITLE_ROW + cell("B2", "<v>1</v>", 't="zz"')), *ANY)
    yield _case("date out of range", with_rows(TITLE_ROW + cell("B2", "<v>x</v>", 't="d"')), *ANY)
    yield _case("negative row", with_rows(TITLE_ROW + '<row r="-1"><c r="A-1"><v>1</v></c></row>'), *ANY)
    yield _case("row zero", with_rows('<row r="0"><c r="A0"><v>1</v></c></row>'), *ANY)
    yield _case("empty reference", with_rows('<row r=""><c r=""><v>1</v></c></row>'), *ANY)
    yield _case("rows backwards", with_rows(cell("A9") + cell("A3") + cell("A1")), *ANY)
    yield _case("same cell twice", with_rows(TITLE_ROW + cell("A2") + cell("A2")), *ANY)
    control = "<is><t>a_x0000_b</t></is>"
    yield _case("control character", with_rows(TITLE_ROW + cell("B2", control, 't="inlineStr"')), *ANY)
    long = f"<is><t>{'x' * 40_000}</t></is>"
    yield _case("long cell", with_rows(TITLE_ROW + cell("B2", long, 't="inlineStr"')), "long_cell")
    yield _case("merged title", with_rows(TITLE_ROW, tail='<mergeCells><mergeCell ref="A1:B1"/></mergeCells>'), "read")
    yield _case("merged nonsense", with_rows(TITLE_ROW, tail='<mergeCells><mergeCell ref="::"/></mergeCells>'), *ANY)


def _sheets() -> Iterator[Case]:
    yield _case("empty sheet", with_rows(""), "empty")
    yield _case("only blank cells", with_rows(cell("A1", "<is><t>  </t></is>", 't="inlineStr"')), "empty")
    many = openpyxl.Workbook()
    for number in range(60):
        many.create_sheet(f"s{number}")
    yield _case("61 sheets", _saved(many), "too_many_sheets")
    chart = openpyxl.Workbook()
    chart.create_chartsheet("c")
    chart.remove(chart.worksheets[0])
    yield _case("only a chart", _saved(chart), "no_visible_sheet", "damaged")
    hidden = openpyxl.Workbook()
    hidden.active.append(["secret"])
    hidden.active.sheet_state = "hidden"
    hidden.create_sheet("shown").append(["title"])
    yield _case("hidden sheet first", _saved(hidden), "read")


def _saved(book: openpyxl.Workbook) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _texts() -> Iterator[Case]:
    yield _case("bad encoding", b"a,b\n\xff\xff\xff,1\n", "encoding", filename="a.csv")
    yield _case("zeros in text", b"a,b\n\x00,1\n", "not_a_workbook", filename="a.csv")
    yield _case("zeros later in text", b"a,b\n" + b"x,y\n" * 3000 + b"\x00,1\n", "control_character", filename="a.csv")
    yield _case("open quote", b'a,b\n"1,2\n3,4\n', "damaged", filename="a.csv")
    yield _case("one cell of a megabyte", b"a,b\n" + b"x" * 2**20, "long_cell", filename="a.csv")
    yield _case("9 MB of commas", b"a,b\n" + b"," * (9 * 2**20), "too_many_columns", "too_heavy", filename="a.csv")
    yield _case("9 MB of line ends", b"a,b\n" + b"\n" * (9 * 2**20), "read", "too_heavy", filename="a.csv")
    yield _case("too many lines", b"a,b\n" + b"1,2\n" * 200_000, "too_many_rows", filename="a.csv")
    yield _case("digits lost by the editor", b"a,b\n3.10112E+17,1\n", "digits_lost", filename="a.csv")
    yield _case("blank lines", b"\n\n  \n", "empty", filename="a.csv")
    yield _case("eleven megabytes", b"a,b\n" * (11 * 2**18), "too_large", filename="a.csv")


def _old() -> Iterator[Case]:
    yield _case("old format without a body", old_binary(), "damaged", filename="a.xls")
    yield _case("old mark only", old_binary()[:8], "not_a_workbook", filename="a.xls")
    locked = old_binary() + "EncryptedPackage".encode("utf-16-le")
    yield _case("password", locked, "password")
    yield _case("old macros", old_binary() + "_VBA_PROJECT_CUR".encode("utf-16-le"), "macros", filename="a.xls")
    huge = bytearray(old_binary())
    huge[44:48] = b"\xff\xff\xff\x7f"  # the number of sectors of the allocation table
    yield _case("old format with absurd sizes", bytes(huge), "damaged", "too_heavy", filename="a.xls")


def mutations(seed: int, count: int) -> Iterator[Case]:
    """Random damage to a good workbook, as `./run bench hostile_files` makes it in thousands."""
    for name, content in damage.mutations(seed, count):
        yield Case(name, "orders.xlsx", content, frozenset())
