"""A long sheet that is read piece by piece says the same as one that is held in memory, whatever stands in it."""

import datetime as dt
import io
import zipfile

import pytest
import xlsxwriter

from core.workbooks import Limits, child, long, read_table
from core.workbooks.cells import cell_text
from lab.proofs.orderbooks import orderbook_write

LIMITS = {"worksheet": None, "columns": 200, "rows": 1000, "worksheets": 50}


def made(fill):
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"constant_memory": True}) as book:
        fill(book, book.add_worksheet("订单"))
    target.seek(0)
    return target


def changed(target, old, new):
    """The same workbook with other bytes in its sheet."""
    again = io.BytesIO()
    with zipfile.ZipFile(target) as package, zipfile.ZipFile(again, "w") as copy:
        for name in package.namelist():
            content = package.read(name)
            if name.endswith("sheet1.xml"):
                assert old in content
                content = content.replace(old, new)
            copy.writestr(name, content)
    again.seek(0)
    return again


def texts(book, sheet):
    sheet.write_row(0, 0, ["订单号", "a & b", "<x>", '"q"', " 尾 ", "'"])
    sheet.write_row(2, 1, [12, -1.5, 0, 10**14, 0.1, 1e-7, True, "007"])
    sheet.write_row(4, 3, ["行\n行", "", "x"])


def dates(book, sheet):
    day = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    for number in range(40):
        sheet.write_row(number, 0, [f"A{number}", number])
        if number > 20:
            sheet.write_datetime(number, 2, dt.datetime(2026, 11, 2, 4, number), day)  # noqa: DTZ001 a cell knows no zone


def money(book, sheet):
    plain = book.add_format({"num_format": "0.00"})
    sheet.write_row(0, 0, [1.5, 2, 3.25], plain)
    sheet.write_blank(1, 2, None, plain)
    sheet.write_row(2, 1, ["x"])


BOOKS = {
    "texts": made(texts),
    "dates from some row on": made(dates),
    "formats": made(money),
    "escapes by number": changed(made(texts), b"007", b"&#48;7"),
    "spaces between cells": changed(made(texts), b"</c><c", b"</c> <c"),
    "a cell that is closed at once": changed(made(money), b'<c r="B1"', b'<c r="B1" s="1"/><c r="C1"'),
    "leading zeros in a number": changed(made(texts), b"<v>12</v>", b"<v>0012</v>"),
    "a comment": changed(made(texts), b'<row r="3"', b'<!-- x --><row r="3"'),
    "a cell of another kind": changed(made(texts), b' t="inlineStr"><is><t>007</t></is>', b' t="str"><v>00&amp;7</v>'),
    "an empty row": changed(made(texts), b'<row r="3"', b'<row r="2"/><row r="3"'),
}


def rows_of(source, one_by_one, monkeypatch):
    monkeypatch.setattr(long, "LONG", 0 if one_by_one else 10**12)
    found = long.long_worksheet(source, lambda titles: titles[0])
    assert bool(found) == one_by_one
    if not found:
        source.seek(0)
    rows = child._long_rows(source, LIMITS, found[2]) if found else child._held_rows(source, LIMITS)[2]
    told = list(child._texts(rows, cell_text, LIMITS))
    return [(number, [*cells, *[""] * (9 - len(cells))][:9]) for number, cells in told]


@pytest.mark.parametrize("name", BOOKS)
def test_both_ways_say_the_same(name, monkeypatch):
    assert rows_of(BOOKS[name], True, monkeypatch) == rows_of(BOOKS[name], False, monkeypatch)


def test_the_plain_form_is_read_to_its_end_without_the_other_reader(monkeypatch):
    """Otherwise the test above would compare one reader with itself."""
    wanted = rows_of(BOOKS["texts"], False, monkeypatch)
    monkeypatch.setattr(child, "_held_rows", None)
    assert rows_of(BOOKS["texts"], True, monkeypatch) == wanted


def test_shared_texts_and_hidden_sheets(monkeypatch):
    """Texts apart from their cells are held by the other reader; a hidden sheet is none to read."""
    monkeypatch.setattr(long, "LONG", 0)
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        book.add_worksheet().write_row(0, 0, ["a"])
    assert long.long_worksheet(target, lambda titles: titles[0]) is None
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"constant_memory": True}) as book:
        first, second = book.add_worksheet("一"), book.add_worksheet("二")
        first.hide()
        second.activate()
        second.write(0, 0, "x")
    assert long.long_worksheet(target, lambda titles: titles[0])[:2] == ("二", ["二"])


def test_a_long_table_comes_whole_through_the_child():
    """30,000 rows make a sheet longer than LONG: the child itself takes this way."""
    target = io.BytesIO()
    orderbook_write(target, rows=30_000)
    assert zipfile.ZipFile(target).getinfo("xl/worksheets/sheet1.xml").file_size > long.LONG
    table = read_table(target, filename="long.xlsx", limits=Limits.large())
    assert [row.number for row in table.rows] == list(range(2, 30_002))
    assert {len(row.cells) for row in table.rows} == {len(table.header)}
