"""What cashier and driver sign when a terminal goes out or comes home, always in Chinese (DOC-21)."""

from core import clock


def terminal_paper(terminal, driver, business_date, condition=""):
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
