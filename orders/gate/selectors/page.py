"""What the keeper's page shows of one truck."""

import datetime as dt
from collections import Counter
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from core import clock
from core.deadlines import timetable
from core.lifecycle import N_
from core.pagination import Page
from core.types import JsonObject
from orders.exceptions.selectors.pictures import photos_of
from orders.gate import cases
from orders.gate.models import AcceptanceLine, Arrival
from orders.gate.rights import ACCEPTANCE_SIGN
from orders.gate.selectors.arrival import ArrivalRow, is_signed, late_minutes, lines_of
from orders.gate.selectors.surplus import surplus_going, surplus_of
from orders.register.models import GoodsItem
from people.models import User
from sheets.kinds import CARRIER
from sheets.lifecycle import SheetState
from sheets.selectors import boxes_shown

OUTCOMES = {
    AcceptanceLine.ACCEPTED: ("ok", N_("Accepted")),
    AcceptanceLine.NOTED: ("warn", N_("Accepted with a note")),
    AcceptanceLine.REFUSED: ("error", N_("Refused on the spot")),
    AcceptanceLine.SHORT: ("error", N_("Short")),
}
ALL, OPEN, FOUND, DONE = "all", "open", "found", "done"


def list_rows(page: Page[ArrivalRow]) -> list[JsonObject]:
    """[{arrival, late, signed, step}] for the list."""
    hours = timetable()
    return [
        {
            "arrival": row,
            "late": late_minutes(row, hours),
            "signed": is_signed(row),
            "found": row.checked - row.n_accepted,
        }
        for row in page
    ]


def goods_shown(arrival: Arrival, status: str, scanned: str) -> JsonObject:
    """Rows, tabs, progress, steps and the answer to a scan."""
    rows = [_row(row) for row in lines_of(arrival)]
    pictures = photos_of([row["item"].pk for row in rows if row["line"] is not None])
    for row in rows:
        row["photos"] = pictures.get(row["item"].pk, [])
        row["photo_due"] = bool(row["case"] and row["case"].kind == cases.DAMAGE and not row["photos"])
    groups = {
        ALL: rows,
        OPEN: [row for row in rows if row["line"] is None],
        FOUND: [row for row in rows if row["case"]],
        DONE: [row for row in rows if row["line"] is not None],
    }
    status = status if status in groups else OPEN if groups[OPEN] and groups[DONE] and not scanned else ALL
    hits = [row for row in rows if scanned and _matches(row["item"], scanned)]
    signed = is_signed(arrival)
    words = {ALL: _("All"), OPEN: _("Without a result"), FOUND: _("Findings"), DONE: _("Checked")}
    checked, outcomes = len(groups[DONE]), Counter(arrival.lines.values_list("outcome", flat=True))
    return {
        "rows": hits or groups[status],
        "tabs": [
            {"label": words[code], "code": code, "count": len(group), "current": code == status}
            for code, group in groups.items()
        ],
        "expected": len(rows),
        "checked": checked,
        "left": len(rows) - checked,
        "signed": signed,
        "open": bool(arrival.unloaded_at) and not signed,
        "late": late_minutes(arrival, timetable()),
        "steps": _steps(arrival, checked, len(rows), signed),
        "scan": _scan_result(scanned, hits) if scanned else None,
        "scan_hit": bool(hits),
        "totals": [{"label": _(OUTCOMES[code][1]), "count": outcomes[code]} for code in OUTCOMES],
    }


def surplus_rows(arrival: Arrival) -> list[JsonObject]:
    """[{found, word, going}] of goods in no batch: of this truck, and those that leave with its carrier."""
    rows = [(found, False) for found in surplus_of(arrival)] + [(found, True) for found in surplus_going(arrival)]
    return [
        {"found": found, "going": going, "word": found.decision.words if found.decision else ""}
        for found, going in rows
    ]


def _row(row: JsonObject) -> JsonObject:
    line = row["line"]
    tone, word = OUTCOMES[line.outcome] if line else ("", "")
    codes = {part.kind: part for part in row["parts"]}
    return {**row, "tone": tone, "word": _(word) if word else "", "codes": codes}


def _steps(arrival: Arrival, checked: int, expected: int, signed: bool) -> list[dict[str, str]]:
    number = arrival.sheet.number if arrival.sheet else ""
    done = [True, bool(arrival.unloaded_at), expected > 0 and checked >= expected, bool(number), signed]
    labels = [_("Registered"), _("Unloaded"), _("Checked"), _("Receipt issued"), _("Both signed")]
    notes = [_time(arrival.arrived_at), _time(arrival.unloaded_at), f"{checked} / {expected}", number, ""]
    first = done.index(False) if False in done else -1
    return [
        {"label": label, "note": note, "state": "done" if ok else "now" if place == first else ""}
        for place, (label, note, ok) in enumerate(zip(labels, notes, done, strict=True))
    ]


def _time(instant: dt.datetime | None) -> str:
    return f"{clock.local(instant):%H:%M}" if instant else ""


def _matches(item: GoodsItem, text: str) -> bool:
    text = text.strip().upper()
    return text in {item.order.order_no.upper(), (item.order.waybill_no or "").upper(), item.sku.upper()} - {""}


def scan_lines(arrival: Arrival, text: str) -> list[JsonObject]:
    """Lines that a scan accepts as listed: goods without a result and without codes to read.

    An order's number or waybill names all its goods, but none where several shipments share the number; the label of
    goods names one piece, the first without a result.
    """
    rows = [row for row in lines_of(arrival) if _matches(row["item"], text)]
    ready = [row for row in rows if row["line"] is None and not row["parts"]]
    if _is_label(rows, text):
        ready = ready[:1]
    elif _are_several(rows, text):
        ready = []
    return [{"item": row["item"].pk, "outcome": AcceptanceLine.ACCEPTED} for row in ready]


def _is_label(rows: list[JsonObject], text: str) -> bool:
    """Whether what was scanned is on the goods, not on the order's papers."""
    return any(row["item"].sku.upper() == text.strip().upper() for row in rows)


def _are_several(rows: list[JsonObject], text: str) -> bool:
    """Whether several shipments have this number."""
    return len({row["item"].order_id for row in rows if not _is_label([row], text)}) > 1


def back_url(pk: int, asked: str) -> str:
    """The view of this truck that the keeper came from (tab, page), else its page."""
    page = reverse("arrival-page", kwargs={"pk": pk})
    return asked if asked.startswith(f"{page}?") and "scan=" not in asked else page


def scan_url(pk: int, text: str) -> str:
    return f"{reverse('arrival-page', kwargs={'pk': pk})}?{urlencode({'scan': text})}"


def _scan_result(text: str, hits: list[JsonObject]) -> dict[str, str]:
    """{"tone": ok|error, "title", "text"} for the panel under the scan box."""
    if not hits:
        return {"tone": "error", "title": _("Not expected with this truck"), "text": text}
    if _are_several(hits, text):
        return {"tone": "error", "title": _("Several shipments have this number"), "text": _("Scan the waybill.")}
    unread = [row for row in hits if row["line"] is None and row["parts"]]
    if unread:
        return {"tone": "error", "title": _("Read both codes first"), "text": unread[0]["item"].name}
    if any(row["case"] for row in hits):
        return {"tone": "error", "title": _("A finding is reported on it"), "text": hits[0]["item"].name}
    names = [row["item"].name for row in hits if row["line"] is not None]
    count = f" ({len(names)} / {len(hits)})" if len(names) < len(hits) else ""
    return {"tone": "ok", "title": _("Accepted as listed"), "text": ", ".join(dict.fromkeys(names)) + count}


def boxes(arrival: Arrival, user: User) -> list[JsonObject]:
    """Signature boxes: the keeper's takes a session or a PIN; the carrier's has its own form."""
    sheet = arrival.sheet
    if sheet is None:
        return []
    url = reverse("arrival-sign", kwargs={"pk": arrival.pk}) if user.may(ACCEPTANCE_SIGN) else ""
    keeper = {"sign_url": url, "pin_url": url}
    shown = boxes_shown(sheet, **({"keeper": keeper} if url and sheet.status == SheetState.ISSUED else {}))
    for box in shown:
        if box.get("has_image"):
            box["image"] = reverse("signature-image", kwargs={"pk": sheet.pk, "side": CARRIER})
    return shown
