"""Random damage to good workbooks, made here so that no binary file is kept."""

import io
import random
import zipfile
from collections.abc import Iterator

import xlsxwriter

TITLES = ["\u8ba2\u5355\u53f7", "\u59d3\u540d", "\u4ee3\u6536\u91d1\u989d"]


def plain(rows: int = 50) -> bytes:
    """A good workbook, as a client would send it."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target)
    page = book.add_worksheet("\u8ba2\u5355")
    page.write_row(0, 0, TITLES)
    for number in range(1, rows + 1):
        page.write_row(number, 0, [f"2026110200{number:04}", f"\u5ba2\u6237{number}", 1299.5 + number])
    book.close()
    return target.getvalue()


def edited(content: bytes, *, replace: dict[str, bytes] | None = None, without: tuple[str, ...] = ()) -> bytes:
    """The same package with parts added, replaced or left out."""
    replace, target = dict(replace or {}), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in without:
                new.writestr(name, replace.pop(name, b"") or old.read(name))
        for name, part in replace.items():
            new.writestr(name, part)
    return target.getvalue()


def mutations(seed: int, count: int) -> Iterator[tuple[str, bytes]]:
    """(name, content): bytes flipped in the package of a good workbook, or in one of its parts before packing."""
    chance, whole = random.Random(seed), plain(20)
    names = zipfile.ZipFile(io.BytesIO(whole)).namelist()
    for number in range(count):
        if number % 2:
            content = flipped(whole, chance)
        else:
            name = chance.choice(names)
            part = zipfile.ZipFile(io.BytesIO(whole)).read(name)
            content = edited(whole, replace={name: flipped(part, chance)})
        yield f"mutation {seed}/{number}", content


def flipped(content: bytes, chance: random.Random) -> bytes:
    """The same bytes with one to eight of them changed."""
    changed = bytearray(content)
    for _ in range(chance.randint(1, 8)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)
