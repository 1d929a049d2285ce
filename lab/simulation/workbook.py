"""The files that come from outside: the client's orders (DOC-01) and statement (DOC-16), the bank's file (DOC-15)."""

import datetime as dt
import io
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from core import clock, money
from core.types import JsonObject
from core.workbooks import Column, WorksheetData, columns_map, read_table, write_table
from core.workbooks.writer import Kind
from lab.simulation import titles
from lab.simulation.words import towns, words
from orders.register.payways import BY_CARD, IN_CASH, NO_COLLECTION, PaymentWish, wishes_written

StatementRow: TypeAlias = tuple[str, dt.date, int]  # order number, delivered on, fen

COD_SHARE, CASH_SHARE, SECOND_ITEM = 0.17, 0.3, 0.1


@dataclass
class Goods:
    """One item: what the order file says of it. `codes`: {"indoor": ..., "outdoor": ...} of an air conditioner."""

    sku: str
    name: str
    category: str
    pieces: int
    worth_fen: int
    codes: dict[str, str] = field(default_factory=dict)


@dataclass
class Parcel:
    """One order as the simulated world knows it. `fate`: what its buyer will do, see `scenario`."""

    order_no: str
    shipment_no: str
    amount_fen: int
    pay_mode: PaymentWish
    goods: list[Goods]
    fate: str = "deliver"
    order: int = 0
    delivered: bool = False


def orders_invent(*, count: int, date: dt.date, seed: int) -> tuple[list[Parcel], bytes]:
    """`count` Parcels and the workbook that announces them: (parcels, bytes)."""
    luck = random.Random(f"{seed}:{date}")
    paying = set(luck.sample(range(1, count + 1), round(count * COD_SHARE)))
    parcels = [_parcel(luck, date, number, seed, number in paying) for number in range(1, count + 1)]
    rows = [row for parcel in parcels for row in _rows(luck, date, parcel)]
    return parcels, table_bytes(titles.ORDERS_WORKSHEET, list(titles.ORDER.values()), rows)


def orders_read(content: bytes, name: str) -> list[Parcel]:
    """The Parcels of an order workbook, one per order and shipment, with every item once."""
    table = read_table(content, filename=name)
    places = columns_map(table, {field: (title,) for field, title in titles.ORDER.items()}, titles.ORDER)
    found: dict[tuple[str, str], Parcel] = {}
    seen = set()
    for row in table.rows:
        cell = {field: row.cells[place].strip() for field, place in places.items()}
        parcel = found.setdefault((cell["order_no"], cell["shipment_no"]), _parcel_read(cell))
        if tuple(row.cells) not in seen:
            parcel.goods.append(_goods_read(cell))
        seen.add(tuple(row.cells))
    return list(found.values())


def _parcel_read(cell: dict[str, str]) -> Parcel:
    amount = money.fen(cell["amount"]) if cell["amount"] else 0
    wish = wishes_written()[cell["pay"]] if cell["pay"] else NO_COLLECTION
    return Parcel(cell["order_no"], cell["shipment_no"], amount, wish, [])


def _goods_read(cell: dict[str, str]) -> Goods:
    codes = {kind: cell[kind] for kind in ("indoor", "outdoor") if cell[kind]}
    worth = money.fen(cell["worth"]) if cell["worth"] else 0
    return Goods(cell["sku"], cell["item"], cell["category"], int(cell["pieces"] or 1), worth, codes)


def bank_file(rows: Iterable[Sequence[Any]]) -> bytes:
    """DOC-15 of (booked on, traded on, terminal, reference, fen, fee fen)."""
    return table_bytes(titles.BANK_WORKSHEET, titles.BANK, rows, ("date", "date", "text", "text", "money", "money"))


def statement_file(rows: Iterable[StatementRow]) -> bytes:
    """DOC-16."""
    full = [(number, day, fen, titles.COLLECTED) for number, day, fen in rows]
    return table_bytes(titles.STATEMENT_WORKSHEET, titles.STATEMENT, full, ("text", "date", "money", "text"))


def table_bytes(
    worksheet: str, columns: Sequence[str], rows: Iterable[Sequence[Any]], kinds: Sequence[Kind] | None = None
) -> bytes:
    """A workbook of one worksheet, as bytes."""
    texts: Sequence[Kind] = ["text"] * len(columns)
    heads = [Column(title, kind) for title, kind in zip(columns, kinds or texts, strict=True)]
    buffer = io.BytesIO()
    write_table(buffer, worksheets=[WorksheetData(worksheet, heads, rows)])
    return buffer.getvalue()


def _parcel(luck: random.Random, date: dt.date, number: int, seed: int, paying: bool) -> Parcel:
    goods = [_goods(date, number, luck.choice(words()["goods"]))]
    if luck.random() < SECOND_ITEM:
        goods.append(_goods(date, number, words()["accessory"]))
    amount, pay = 0, NO_COLLECTION
    if paying:
        amount = sum(item.worth_fen for item in goods)
        pay = IN_CASH if luck.random() < CASH_SHARE and amount < 200_000 else BY_CARD
    return Parcel(f"C01-{date:%y%m%d}{seed}-{number:07d}", "S1", amount, pay, goods)


def _goods(date: dt.date, number: int, kind: Sequence[Any]) -> Goods:
    sku, name, category, pieces, worth = kind
    codes = {}
    if category == titles.AIR_CONDITIONER:
        codes = {"indoor": f"NJ{date:%y%m%d}{number:05d}", "outdoor": f"WJ{date:%y%m%d}{number:05d}"}
    return Goods(sku, name, category, pieces, worth, codes)


def _rows(luck: random.Random, date: dt.date, parcel: Parcel) -> Iterator[tuple[str, ...]]:
    """The order's rows: order columns repeat on each and agree."""
    district, town = luck.choice(towns())
    known = words()
    person = luck.choice(known["surnames"]) + luck.choice(known["given"])
    shipped = clock.at(date - dt.timedelta(days=1), "21:30") + dt.timedelta(minutes=luck.randrange(150))
    address = _address(luck, known)
    phone, floor = f"13{luck.randrange(10**9):09d}", str(luck.randrange(1, 19))
    lift = luck.choice([titles.LIFT, titles.NO_LIFT])
    wanted = luck.choice(["", *known["windows"]])
    upstairs, paper = luck.choice("YN"), luck.choice("YN")
    order = (parcel.order_no, parcel.shipment_no, titles.DELIVERY, "", f"{shipped:%Y-%m-%d %H:%M}", person, phone, "")
    home = (titles.PROVINCE, titles.CITY, district, town, address, floor, lift, upstairs, paper)
    for item in parcel.goods:
        share = money.plain(item.worth_fen) if parcel.amount_fen else ""
        amount = money.plain(parcel.amount_fen) if parcel.amount_fen else ""
        goods = (item.sku, item.name, item.category, "1", str(item.pieces))
        codes = (item.codes.get("indoor", ""), item.codes.get("outdoor", ""))
        asked = (money.plain(item.worth_fen), share, amount, parcel.pay_mode.printed)
        yield (*order, *home, *goods, *codes, *asked, wanted, "", "")


def _address(luck: random.Random, known: JsonObject) -> str:
    return titles.ADDRESS.format(
        road=luck.choice(known["roads"]),
        number=luck.randrange(10, 2000),
        house=luck.randrange(1, 90),
        room=luck.randrange(101, 1899),
    )
