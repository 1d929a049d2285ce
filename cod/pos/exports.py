"""What cashier and driver sign when a terminal goes out or comes home, always in Chinese (DOC-21)."""

import datetime as dt

from cod.pos.models import Terminal
from core import clock
from dispatch.fleet.models import Driver
from sheets.models import Content


def terminal_paper(terminal: Terminal, driver: Driver, business_date: dt.date, condition: str = "") -> Content:
    """DOC-21: what cashier and driver sign when a terminal goes out or comes home."""
    instant = clock.local(clock.now())
    meta = [
        ["POS机号", terminal.serial],
        ["司机", driver.code],
        ["日期", f"{business_date}"],
        ["时间", f"{instant:%H:%M}"],
    ]
    if condition:
        meta.append(["状况", condition])
    return {"meta": meta, "columns": [], "lines": [], "totals": []}


# The words of these papers on a page in English.
ENGLISH = {
    "状况": "Condition",
}  # fmt: skip
