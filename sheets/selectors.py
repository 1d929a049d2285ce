"""Reads of the sheets' room: who may see which sheet, and what it shows."""

from collections.abc import Iterable, Mapping

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from core import clock
from core.history import headline
from core.models import AuditRow
from core.questions import ask
from core.translatable import translated
from core.types import Happening, JsonObject, Text
from people.models import User
from people.rights import Right
from people.selectors import platforms_of
from sheets.kinds import Side, sheet_kinds
from sheets.lifecycle import SheetState
from sheets.models import Sheet, Signature
from sheets.pdf import TableColumn
from sheets.questions import PersonsShown
from sheets.titles import shown

# Words for how somebody signed.
METHODS: dict[str, Text] = {
    Signature.SESSION: _("own session"),
    Signature.PIN: _("PIN"),
    Signature.DRAWN: _("drawn on screen"),
    Signature.PAPER: _("signed on paper"),
}


def reading_rights() -> tuple[Right, ...]:
    """The rights of which one opens some kind of sheet."""
    return tuple(sorted({kind.right for kind in sheet_kinds}))


def sheets_for(user: User) -> QuerySet[Sheet]:
    """Sheets this person may open: by kind, and by platform (SOD-07)."""
    kinds = [kind for kind in sheet_kinds if user.may(kind.right)]
    rows = Sheet.objects.filter(kind__in=kinds, platform__in=platforms_of(user)).defer("content")
    return rows.select_related("platform", "issued_by")


def numbered(text: str) -> Q:
    """Sheets whose number begins or ends so."""
    return Q(number__istartswith=text) | Q(number__ends=text)


def lines_shown(sheet: Sheet) -> list[list[str]]:
    """The lines' cells with the personal text put in; a dash where it was erased."""
    lines = sheet.content.get("lines", [])
    references = tuple(line["person"] for line in lines if line.get("person"))
    persons = ask(PersonsShown(references)) if references else {}
    return [_cells(line, persons) for line in lines]


def _cells(line: JsonObject, persons: Mapping[str, str]) -> list[str]:
    cells = [str(cell) for cell in line["cells"]]
    if line.get("person") and "person_cell" in line:
        cells[line["person_cell"]] = persons.get(line["person"], "-")
    return cells


def rows_shown(sheet: Sheet) -> list[list[tuple[str, str]]]:
    """The lines for the page: [(cell, align)] of each."""
    aligns = [align for _title, _width, align in columns_shown(sheet)]
    return [list(zip(cells, aligns, strict=False)) for cells in lines_shown(sheet)]


def events_shown(sheet: Sheet, history: Iterable[AuditRow]) -> list[Happening]:
    """What happened to a sheet, for the timeline, newest first."""
    sides = {side.code: shown(side.label) for side in sheet.kind.sides}
    return [_event(row, sides) for row in reversed(list(history))]


def _event(row: AuditRow, sides: Mapping[str, str]) -> Happening:
    title, tone = headline(row) or (row.action, "mute")
    side = sides.get((row.new or {}).get("side", ""))
    title = f"{title} · {side}" if side else title
    return {"at": row.occurred_at, "title": title, "who": row.actor_no, "text": translated(row.note), "tone": tone}


def columns_shown(sheet: Sheet) -> list[TableColumn]:
    """The columns of the sheet's table."""
    return [
        TableColumn(*column) if isinstance(column, list) else TableColumn(column, 20)
        for column in sheet.content.get("columns", [])
    ]


def boxes_shown(sheet: Sheet, **urls: dict[str, str]) -> list[JsonObject]:
    """Signature boxes for the page component. `urls`: side -> {"sign_url", "pin_url"} for open sides."""
    signed = {row.side: row for row in sheet.signatures.select_related("user", "outside", "witness")}
    return [_box(sheet, side, signed.get(side.code), urls.get(side.code, {})) for side in sheet.kind.sides]


def _box(sheet: Sheet, side: Side, signature: Signature | None, urls: dict[str, str]) -> JsonObject:
    box: JsonObject = {"label": side.label, "side": side.code, "shown_hash": sheet.shown_hash}
    if signature is None:
        return box | (urls if sheet.status == SheetState.ISSUED else {})
    who = signature.signer
    return box | {
        "name": who.name,
        "staff_no": getattr(who, "staff_no", ""),
        "signed_at": signature.signed_at,
        "method": METHODS[signature.method],
        "has_image": bool(signature.outside and signature.outside.file_id),
        "signature": signature,
    }


def signed_text(signature: Signature) -> str:
    """When a side signed, for print."""
    return f"{clock.local(signature.signed_at):%Y-%m-%d %H:%M}"
