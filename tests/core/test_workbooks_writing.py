"""What we hand out: exact money, text that stays text, and the same bytes for the same rows."""

import hashlib
import io
import re
import time
import zipfile
from datetime import UTC, date, datetime

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core import money
from core.workbooks import Column, WorksheetData, read_table, write_table

COLUMNS = [
    Column("运单号", width=20),
    Column("代收金额", "money"),
    Column("件数", "int"),
    Column("承诺日", "date"),
    Column("签收时间", "datetime", 18),
]
ROWS = [
    ["00123456789012345678", 85038781, 2, date(2026, 11, 2), datetime(2026, 11, 1, 20, 20, tzinfo=UTC)],
    ["=1+1", 0, None, None, None],
    ["@SUM(A1)", money.MAX, 0, date(2026, 12, 31), None],
    ["http://example.com", None, 1, None, None],
]


def _written(rows=ROWS, columns=COLUMNS, totals=None):
    target = io.BytesIO()
    write_table(target, worksheets=[WorksheetData("明细", columns, rows, totals)])
    return target.getvalue()


def test_what_is_written_reads_back_as_it_was():
    table = read_table(_written(), filename="out.xlsx")
    assert table.worksheet == "明细"
    assert table.header == [column.title for column in COLUMNS]
    assert [row.cells for row in table.rows] == [
        ["00123456789012345678", "850387.81", "2", "2026-11-02", "2026-11-02 04:20"],
        ["=1+1", "0", "", "", ""],
        ["@SUM(A1)", "9999999999.99", "0", "2026-12-31", ""],
        ["http://example.com", "", "1", "", ""],
    ]


def test_a_reopened_export_has_no_formula_and_no_link():
    page = openpyxl.load_workbook(io.BytesIO(_written()))["明细"]
    assert [cell.data_type for cell in page["A"]] == ["s"] * 5
    assert not any(cell.data_type == "f" or cell.hyperlink for row in page for cell in row)
    assert page["B2"].number_format == "0.00"
    assert page["A1"].font.bold and page.freeze_panes == "A2" and page.auto_filter.ref == "A1:E5"


def test_the_same_rows_are_the_same_bytes():
    first = hashlib.sha256(_written()).hexdigest()
    time.sleep(2.1)  # a zip entry keeps its time to two seconds
    assert hashlib.sha256(_written()).hexdigest() == first
    assert hashlib.sha256(_written(ROWS[:3])).hexdigest() != first


def test_totals_stand_below_the_filter_with_their_label():
    content = _written(totals=["合计", 85038781, 3, None, None])
    page = openpyxl.load_workbook(io.BytesIO(content))["明细"]
    assert (page["A6"].value, page["B6"].value, page["A6"].font.bold) == ("合计", 850387.81, True)
    assert page.auto_filter.ref == "A1:E5"


@given(st.lists(st.integers(-money.MAX, money.MAX), min_size=1, max_size=50))
@settings(max_examples=50, deadline=None)
def test_every_fen_is_in_the_file(amounts):
    content = _written([[amount] for amount in amounts], [Column("金额", "money")])
    xml = zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml").decode()
    assert [money.fen(text, signed=True) for text in re.findall(r"<v>([^<]*)</v>", xml)] == amounts


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("money", 12.5),
        ("money", "12.50"),
        ("money", money.MAX + 1),
        ("int", 10**15),
        ("int", 1.0),
        ("int", True),
        ("date", datetime(2026, 1, 1, tzinfo=UTC)),
        ("date", "2026-01-01"),
        ("datetime", datetime.fromisoformat("2026-01-01")),
        ("text", "x" * 32768),
    ],
)
def test_a_value_that_a_cell_cannot_hold_is_refused_with_its_place(kind, value, tmp_path):
    target = tmp_path / "out.xlsx"
    with pytest.raises(ValueError, match="明细, row 3, 列"):
        write_table(target, worksheets=[WorksheetData("明细", [Column("列", kind)], [[None], [value]])])
    assert not target.exists()


def test_several_sheets_and_a_path(tmp_path):
    target = tmp_path / "out.xlsx"
    sheets = [WorksheetData("一", [Column("a")], (["x"] for _ in range(3))), WorksheetData("二", [Column("b")], [])]
    assert write_table(target, worksheets=sheets) == 3
    assert read_table(target, filename="out.xlsx").worksheets == ["一", "二"]
    assert read_table(target, filename="out.xlsx", worksheet="二").header == ["b"]
