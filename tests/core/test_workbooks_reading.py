"""Reading what clients send: everything is text, nothing loses digits, and every refusal names the place."""

import base64
import io
import zlib
from datetime import date, datetime, time, timedelta

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.workbooks import Limits, WorkbookProblem, columns_map, open_table, read_table
from core.workbooks.cells import cell_text, column_index, column_letters
from lab.proofs import damage
from tests.core import hostile

# Five rows of the old binary format, made once with another library: no package we have writes it.
OLD = (
    "c-rk)O=uHA6#izDG(V*2rcH%b2%%ur+CytEUfR`)?a2}?qKIHq8&FzO310M|)ff;&P`s!pSm?z|)r<cJd-EXFpMxL>i5@(7Dkyqr"
    "v%dGTOH=Kk0j)pGx6GTj?`P&E^XBdBzL<>`Chs;E@dJ9`LCFrHrb4Eu1>GAHq_=Hm-9A9g*7&Co4A4T>`0%*)xu4gN*SiP<cf2!1"
    "f%nu7;3x*hGwH-CqE})_DUP9=sKRxUM9?Hr)eAi&v_a@?v3w$Qt4J;g?IzoT+K*Xlplyqj#rupF(M7=H-WQ*@BI!gUo^ckRx~R&w"
    "K5WY#NsaxTinuq7DbTw0r!(nnYOH`5E#MTs*a_gXyHlSgw0w2t3MBuwRPJ9!e%bH>6R?LQ!Se`X#={yzeM}!dH;*{@mK*8!41OJ?"
    "?&YN$SA0N6N9X3Q5Eo?Gz~+(-Tq}tkCOU#T;iHn?CY9*<TXU~=4kxXHBAJk)T`ukGI2zbE%^u_&5sd^SwrxT;2|XjDt`)vnXpEAQ"
    "`qpHl!}R6E=B#L2X`U{@YioT4zk&Gtr(F-?`484c;-~wICt}lYtVy)cqh^Hs`O2YPwX17a84oSDS56stC$#COk`ORVCwAL;e$`<C"
    "Az`CJ%Xj?mD92tcW3R-XM?7hSB%UbFH<axS@n5v}7!i?0k=)*wdvtTIx5uc*Jr+?}T0{sM8X6iJ8X6iJ8h-%FIo$IxpO61O=M}>5"
    "eAii^R??qI{#)$EI9<o+#dHTU)Ms(Ls{C04pK`}iEA(-{7c%zJ>{*OrSmGG1I)CXEP*wh(6+4>0ZVOdAf2o={fAjp`0bcgT_y"
)
WANTED = {"number": ("订单号", "单号"), "name": ("姓名",), "due": ("代收金额", "金额")}


def _book(*rows, title="订单"):
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _problem(content, filename="a.xlsx", **more):
    with pytest.raises(WorkbookProblem) as problem:
        read_table(content, filename=filename, **more)
    return problem.value


def test_cells_come_as_the_text_that_people_saw():
    content = _book(
        ["单号", "金额", "日期"],
        ["00123", 12.5, date(2026, 11, 2)],
        [None, None, None],
        [310112345678901, 0.1 + 0.2, datetime(2026, 11, 2, 4, 20)],  # noqa: DTZ001
        ["  两端空格\u3000", True, datetime(2026, 11, 2, 4, 20, 59)],  # noqa: DTZ001
        [-7, 1e-7, time(4, 20)],
        ["李\n四", 850387.8100000001, timedelta(hours=30)],
    )
    table = read_table(content, filename="a.xlsx")
    assert (table.file, table.worksheet, table.worksheets, table.header_number) == ("a.xlsx", "订单", ["订单"], 1)
    assert table.header == ["单号", "金额", "日期"]
    assert table.rows == [
        (2, ["00123", "12.5", "2026-11-02"]),
        (4, ["310112345678901", "0.3", "2026-11-02 04:20"]),
        (5, ["两端空格", "TRUE", "2026-11-02 04:20:59"]),
        (6, ["-7", "0.0000001", "04:20"]),
        (7, ["李\n四", "850387.81", "30:00"]),
    ]


def test_row_and_column_numbers_are_those_of_the_spreadsheet():
    book = openpyxl.Workbook()
    book.active["C4"], book.active["D4"], book.active["C9"] = "单号", "金额", "1"
    book.active["D9"] = float(10**15)
    target = io.BytesIO()
    book.save(target)
    problem = _problem(target.getvalue())
    assert (problem.code, problem.worksheet, problem.row, problem.column, problem.cell) == (
        "digits_lost",
        "Sheet",
        9,
        "D",
        "D9",
    )
    book.active["D9"] = 5
    book.save(target)
    table = read_table(target.getvalue(), filename="a.xlsx")
    assert (table.header_number, table.header, table.rows) == (4, ["", "", "单号", "金额"], [(9, ["", "", "1", "5"])])


def test_the_old_binary_format():
    content = zlib.decompress(base64.b85decode(OLD))
    table = read_table(content, filename="a.xls")
    assert (table.worksheet, table.header) == ("旧表", ["单号", "金额"])
    assert [row.cells for row in table.rows] == [["00123", "12.5"], ["310112345678901", ""]]
    assert read_table(content, filename="really.xlsx").header == ["单号", "金额"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize(("suffix", "mark"), [(".csv", ","), (".tsv", "\t"), (".csv", "\t")])
def test_text_files(encoding, suffix, mark):
    text = f'单号{mark}地址\r\n00123456789012345678{mark}"浦东{mark}\n镇"\r\n\r\n="0099"{mark}=1+1\r\n'
    table = read_table(text.encode(encoding), filename=f"a{suffix}")
    assert table.header == ["单号", "地址"]
    assert table.rows == [(2, ["00123456789012345678", f"浦东{mark}\n镇"]), (5, ["0099", "=1+1"])]


def test_a_text_file_may_have_ragged_rows():
    table = read_table(b"a,b,c\n1\n1,2,3,4\n", filename="a.csv")
    assert table.rows == [(2, ["1", "", ""]), (3, ["1", "2", "3", "4"])]


def test_a_title_above_the_header_is_passed_over_when_the_titles_are_known():
    content = _book(["十一月配送清单"], [], ["订单号", "姓名", "代收金额"], ["1", "李四", 5])
    assert read_table(content, filename="a.xlsx").header[0] == "十一月配送清单"
    table = read_table(content, filename="a.xlsx", header_titles=("订单号", "姓名"))
    assert (table.header_number, table.rows) == (3, [(4, ["1", "李四", "5"])])
    table = read_table(content, filename="a.xlsx", header_titles=("没有",))
    assert (table.header_number, len(table.rows)) == (1, 2)


def test_the_source_may_be_bytes_a_file_or_a_path(tmp_path):
    content, path = _book(["a"], ["1"]), tmp_path / "stored"
    path.write_bytes(content)
    with path.open("rb") as file:
        file.read()  # an upload that somebody has looked at already
        for source in (content, file, path, str(path)):
            assert read_table(source, filename="a.xlsx").rows == [(2, ["1"])]


def test_a_named_sheet():
    content = _book(["a"], title="订单")
    assert read_table(content, filename="a.xlsx", worksheet="订单").header == ["a"]
    problem = _problem(content, worksheet="明细")
    assert (problem.code, problem.value) == ("no_sheet", "明细")


def test_large_tables_are_streamed_and_may_be_left_early():
    with open_table(hostile.plain(3000), filename="a.xlsx") as table:
        assert table.header == damage.TITLES
        assert next(table.stream) == (2, ["20261102000001", "客户1", "1300.5"])
    with open_table(hostile.plain(3000), filename="a.xlsx") as table:
        numbers = [row.number for row in table.stream]
    assert numbers == list(range(2, 3002))


def test_the_limit_of_rows_is_exact():
    assert len(read_table(hostile.plain(30), filename="a.xlsx", limits=Limits(rows=30)).rows) == 30
    problem = _problem(hostile.plain(31), limits=Limits(rows=30))
    assert (problem.code, problem.value) == ("too_many_rows", 30)


def test_the_columns_are_found_by_their_titles():
    table = read_table(_book(["*金 额", "备注", "订单号\n"], ["1"]), filename="a.xlsx")
    assert columns_map(table, WANTED, {"number", "due"}) == {"due": 0, "number": 2}


def test_missing_and_repeated_titles_are_named():
    table = read_table(_book(["备注"], ["1"]), filename="十一月.xlsx")
    with pytest.raises(WorkbookProblem) as problem:
        columns_map(table, WANTED, {"number", "due"})
    assert (problem.value.code, problem.value.value, problem.value.row) == ("missing_columns", "订单号, 代收金额", 1)
    assert "十一月.xlsx" in str(problem.value) and "代收金额" in str(problem.value)
    table = read_table(_book(["订单号", "姓名", "单号"], ["1"]), filename="a.xlsx")
    with pytest.raises(WorkbookProblem) as problem:
        columns_map(table, WANTED, {"number"})
    assert (problem.value.code, problem.value.cell, problem.value.value) == ("repeated_column", "C1", "单号")


def test_a_refusal_is_a_sentence_that_names_the_cell():
    problem = _problem(_book(["a"], ["=1+1"]), filename="十一月.xlsx")
    assert (problem.code, problem.cell) == ("formula", "A2")
    assert "十一月.xlsx" in str(problem) and "A2" in str(problem)


def test_formulas_of_another_sheet_do_no_harm():
    book = openpyxl.Workbook()
    book.active.append(["a"])
    book.create_sheet("合计").append(["a", "=1+1"])
    target = io.BytesIO()
    book.save(target)
    assert read_table(target.getvalue(), filename="a.xlsx").header == ["a"]
    problem = _problem(target.getvalue(), worksheet="合计")
    assert (problem.code, problem.worksheet, problem.cell) == ("formula", "合计", "B1")


def test_a_long_table_is_told_from_a_stray_cell():
    problem = _problem(hostile.plain(120_000), limits=Limits(rows=50_000))
    assert (problem.code, problem.value) == ("too_many_rows", 50_000)


@given(st.integers(0, 20_000))
def test_column_letters(index):
    assert column_index(column_letters(index)) == index


@given(st.integers(-(10**15) + 1, 10**15 - 1))
def test_whole_numbers_keep_every_digit(number):
    assert cell_text(float(number)) == cell_text(number) == str(number)


@given(st.decimals(-(10**9), 10**9, places=2, allow_nan=False))
def test_amounts_keep_every_digit(amount):
    assert float(cell_text(float(amount))) == float(amount)
    assert len(cell_text(float(amount)).partition(".")[2]) <= 2
