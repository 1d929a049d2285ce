"""Printed sheets: what the two signers hold in their hands (DOC-05, DOC-08, DOC-12, DOC-13)."""

import hashlib
import io
import re
import shutil
import subprocess
import time
from dataclasses import replace

import pytest
from PIL import Image

from sheets.pdf import Printout, SignatureBox, fonts, render, render_all
from sheets.pdf.layout import compose, frame_of
from sheets.pdf.text import wrap

COLUMNS = (
    ("站序", 12, "center"),
    ("运单号", 34, "left"),
    ("收货人", 20, "left"),
    ("地址", 80, "left"),
    ("件数", 14, "right"),
    ("代收金额", 26, "right"),
)


def lines(count, name="王喆"):
    return tuple(
        (str(n), f"2611220{n:06d}", name, "静安区共和新路街道延长中路775弄26号楼1802室，请先电话联系", "1", "1,299.00")
        for n in range(1, count + 1)
    )


def handover(count=3, **changes):
    document = Printout(
        title="货物移交单",
        number="HW-20261122-007",
        version=2,
        barcode="261122000701",
        meta=(("平台", "嘉定平台"), ("司机", "张建国"), ("车牌", "沪A·D1234")),
        columns=COLUMNS,
        rows=lines(count),
        totals=(("单数", str(count)), ("代收合计", "¥3,897.00")),
        signature_boxes=(SignatureBox("仓管员"), SignatureBox("司机")),
        copy_label="留底联",
        footer_hash=hashlib.sha256(b"sheet").hexdigest(),
        landscape=True,
    )
    return replace(document, **changes)


def page_count(pdf):
    return int(re.search(rb"/Count (\d+)", pdf).group(1))


def text_of(pdf, page=None):
    tool = shutil.which("pdftotext")
    if tool is None:
        pytest.skip("pdftotext (package poppler-utils) is not installed")
    pages = ["-f", str(page), "-l", str(page)] if page else []
    run = subprocess.run([tool, "-layout", *pages, "-", "-"], input=pdf, capture_output=True, check=True)
    return re.sub(r"[ \t]+", "", run.stdout.decode())


def signature_png():
    out = io.BytesIO()
    Image.new("RGBA", (300, 120), (0, 0, 120, 255)).save(out, "PNG")
    return out.getvalue()


def test_a_handover_sheet_shows_everything_two_people_sign_for():
    text = text_of(render(handover(print_count=2, note="签字后货物由司机保管。")))
    for shown in (
        *("货物移交单", "HW-20261122-007", "第2版", "261122000701", "留底联", "嘉定平台", "张建国", "沪A·D1234"),
        *("2611220000003", "王喆", "1,299.00", "代收合计", "¥3,897.00", "仓管员", "司机", "签字后货物由司机保管"),
        *("第2次打印", "第1/1页", hashlib.sha256(b"sheet").hexdigest()[:16]),
    ):
        assert shown in text


def test_every_page_repeats_title_number_and_columns_and_counts_the_pages():
    pdf = render(handover(60))
    count = page_count(pdf)
    assert count > 2
    for page in range(1, count + 1):
        text = text_of(pdf, page)
        assert f"第{page}/{count}页" in text
        assert "HW-20261122-007" in text
        assert "代收金额" in text
    every = text_of(pdf)
    assert all(f"2611220{n:06d}" in every for n in range(1, 61))


@pytest.mark.parametrize("count", range(1, 31))
def test_the_signature_boxes_are_never_alone_on_a_page(count):
    document = handover(count, signature_boxes=tuple(SignatureBox(f"签字人{n}") for n in range(4)))
    last = compose(document, frame_of(document))[-1]
    assert {block.kind for block in last.blocks} == {"row", "totals", "signatures"}


@pytest.mark.parametrize("count", [0, 1, 7, 40])
def test_nothing_is_placed_below_the_foot_of_a_page(count):
    document = handover(count, note="备" * 900, landscape=False)
    frame = frame_of(document)
    for page in compose(document, frame):
        used = sum(block.height for block in page.blocks) + (frame.head_height if page.has_rows else 0)
        assert used <= frame.room


def test_the_same_sheet_gives_the_same_bytes_and_a_changed_one_does_not():
    first = render(handover())
    assert render(handover()) == first
    assert render(handover(rows=lines(2) + (("3", "2611220000003", "李玥", "别处", "1", "1.00"),))) != first
    assert render(handover(print_count=2)) != first


def test_signed_boxes_carry_name_time_and_the_picture_in_black():
    signed = SignatureBox("仓管员", name="刘淼", at="2026-11-22 07:21", image_png=signature_png())
    pdf = render(handover(signature_boxes=(signed, SignatureBox("司机"))))
    assert b"/Subtype /Image" in pdf
    text = text_of(pdf)
    assert "刘淼" in text and "2026-11-2207:21" in text


def test_a_void_sheet_says_so_on_every_page():
    pdf = render(handover(20, void=True))
    count = page_count(pdf)
    assert "作" not in text_of(render(handover(20)))
    assert all(set("作废") <= set(text_of(pdf, page)) for page in range(1, count + 1))


def test_names_with_rare_characters_are_drawn_not_left_blank():
    assert [char for char in "喆玥昇堃犇翀珺彧頔禤" if fonts.is_missing(char)] == []
    text = text_of(render(handover(rows=lines(2, name="喆玥昇"))))
    assert "喆玥昇" in text and "缺字" not in text


def test_a_character_no_font_has_is_marked_and_named_in_the_footer():
    assert fonts.is_missing("\U00020bb7")
    text = text_of(render(handover(rows=lines(1, name="\U00020bb7田"))), page=1)
    assert "〓田" in text and "〓=U+20BB7" in text


def test_every_font_is_embedded():
    pdf = render(handover())
    assert pdf.count(b"/FontFile2") >= 1
    assert b"Helvetica" not in pdf


def test_long_texts_break_between_characters_but_not_inside_numbers():
    broken = wrap("静安区共和新路1802室订单C01-7700001，请电话联系", 10, 70)
    assert "".join(broken) == "静安区共和新路1802室订单C01-7700001，请电话联系"
    assert any("C01-7700001" in line for line in broken)
    assert all(fonts.width(line, 10) <= 70 for line in broken)
    assert not any(line.startswith("，") for line in broken)


def test_a_cell_longer_than_a_page_goes_on_in_the_next():
    long = "楼" * 6000 + "终"
    pdf = render(handover(rows=(("1", "2611220000001", "王喆", long, "1", "0.00"),)))
    assert page_count(pdf) > 1
    assert text_of(pdf).count("楼") == 6000


def test_what_cannot_be_printed_is_refused():
    with pytest.raises(ValueError, match="digits only"):
        render(handover(barcode="HW-007"))
    with pytest.raises(ValueError):
        render(handover(rows=(("1", "2"),)))
    with pytest.raises(ValueError, match="picture"):
        render(handover(signature_boxes=(SignatureBox("司机", image_png=b"not a picture"),)))


def test_hostile_text_is_only_text():
    pdf = render(handover(rows=(("1", "a\x00b\x07", "王\r\n喆\t", "(\\)<>%PDF \u202e\ufeff", "", ""),), note="=1+1"))
    assert pdf.startswith(b"%PDF-") and page_count(pdf) == 1


def test_a_batch_numbers_the_pages_of_each_sheet_apart():
    pdf = render_all([handover(2), handover(2, number="HW-20261122-008", landscape=False)])
    assert page_count(pdf) == 2
    assert "第1/1页" in text_of(pdf, 2) and "HW-20261122-008" in text_of(pdf, 2)


def test_two_hundred_pages_in_under_eight_seconds():
    render(handover(1))
    started = time.process_time()
    pdf = render_all([handover(20)] * 100)
    assert page_count(pdf) >= 200
    assert time.process_time() - started < 8
