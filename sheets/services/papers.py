"""Sheets: issued, signed by two people, voided, printed."""

import datetime as dt
import hashlib
import hmac
import json
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from core import audit, clock, moves, numbers
from core.errors import Conflict, Invalid, NotAllowed
from core.filekinds import FileKind
from core.files import photo_store
from core.types import Actor, JsonObject
from people.models import Platform, User
from sheets import lifecycle
from sheets.kinds import SHEET_ISSUE, SHEET_PRINT, SHEET_SIGN, SIGNATURE_IMAGE, SheetKind, Side
from sheets.lifecycle import SheetAction, SheetState
from sheets.models import Attachment, Content, Sheet, Signature, SignatureImage


@transaction.atomic
def sheet_issue(
    *,
    kind: SheetKind,
    platform: Platform,
    business_date: dt.date,
    about: str,
    content: Content,
    actor: User | None,
    replaces: Sheet | None = None,
    named: tuple[str, str] | None = None,
) -> Sheet:
    """Issue one sheet that shows `content`; voids nothing by itself.

    `named`: (number, barcode) where the paper has a name of its own; otherwise the day's next running number, whose
    counter is locked until the transaction ends.
    """
    papers = [(about, content)]
    return sheets_issue(
        kind=kind,
        platform=platform,
        business_date=business_date,
        papers=papers,
        actor=actor,
        replaces=replaces,
        names=[named] if named else None,
    )[0]


@transaction.atomic
def sheets_issue(
    *,
    kind: SheetKind,
    platform: Platform,
    business_date: dt.date,
    papers: Sequence[tuple[str, Content]],
    actor: User | None,
    replaces: Sheet | None = None,
    names: Sequence[tuple[str, str]] | None = None,
) -> list[Sheet]:
    """Issue one sheet per (about, content), numbered in a row unless `names` gives their (number, barcode)."""
    names = names or _names(f"{kind.prefix}{platform.code}-{business_date:%y%m%d}", len(papers))
    version = replaces.version + 1 if replaces else 1
    shared = {
        "kind": kind,
        "platform": platform,
        "business_date": business_date,
        "version": version,
        "replaces": replaces,
        "issued_at": clock.now(),
        "issued_by": actor,
    }
    sheets = []
    for (number, barcode), (about, content) in zip(names, papers, strict=True):
        shown = shown_hash(kind=kind, number=number, version=version, content=content)
        sheets.append(Sheet(number=number, barcode=barcode, about=about, content=content, shown_hash=shown, **shared))
    sheets = Sheet.objects.bulk_create(sheets)
    changes = [(s, None, {"number": s.number, "hash": s.shown_hash}) for s in sheets]
    audit.record_many(actor=actor, action=SHEET_ISSUE, changes=changes)
    return sheets


def _names(series: str, count: int) -> list[tuple[str, str]]:
    first, barcode = numbers.take(f"sheet:{series}", count), numbers.take("sheet:barcode", count)
    return [(f"{series}-{first + place:03d}", f"{10_000_000 + barcode + place}") for place in range(count)]


def shown_hash(*, kind: SheetKind, number: str, version: int, content: Content) -> str:
    """SHA-256 of exactly what a signer is shown."""
    shown = {"kind": str(kind), "number": number, "version": version, "content": content}
    return hashlib.sha256(canonical(shown)).hexdigest()


def canonical(value: Any) -> bytes:
    """The one byte form of a JSON value."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def person_digest(text: str) -> str:
    """A keyed hash of the personal text that a line showed; provable while the row lives, silent after erasure."""
    return hmac.new(settings.SECRET_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()[:32]


@transaction.atomic
def sheet_sign(
    *,
    sheet: Sheet,
    side: str,
    signer: User,
    method: str = Signature.SESSION,
    occurred_at: dt.datetime | None = None,
    shown: str | None = None,
) -> bool:
    """A user signs one side; returns True when this made the sheet complete.

    `shown`: the hash that the signer's page carried; it must be the sheet's. Raises Conflict when the sheet is
    signed, void, changed, or this person signed the other side (INV-14, SOD-01); NotAllowed for a wrong role.
    """
    wanted = _side(sheet, side)
    if wanted.outside or wanted.role not in signer.roles:
        raise NotAllowed("side_role", _("This side is signed by another role."))
    return _sign(sheet, side, shown, {"user": signer, "method": method}, signer, occurred_at)


@transaction.atomic
def sheet_sign_outside(
    *,
    sheet: Sheet,
    side: str,
    name: str,
    image: bytes,
    witness: User,
    method: str = Signature.DRAWN,
    occurred_at: dt.datetime | None = None,
    shown: str | None = None,
    image_name: str = "signature.png",
) -> bool:
    """Somebody without an account signs by name and image; a photographed paper names its witness.

    `image`: a PNG or JPEG. Returns True when the sheet is complete.
    """
    if not _side(sheet, side).outside:
        raise NotAllowed("side_role", _("This side is signed by a person with an account."))
    if not name.strip():
        raise Invalid("signer_name", _("Write the signer's name."))
    stored = photo_store(content=image, name=image_name, kind=SIGNATURE_IMAGE, about=sheet.about, actor=witness)
    outside = SignatureImage.objects.create(name=name.strip()[:60], file=stored)
    paper = witness if method == Signature.PAPER else None
    return _sign(sheet, side, shown, {"outside": outside, "method": method, "witness": paper}, witness, occurred_at)


@transaction.atomic
def sheet_void(*, sheet: Sheet, reason: str, actor: Actor | None) -> None:
    """Void an unsigned sheet; it stays printable (INV-15)."""
    if not reason.strip():
        raise Invalid("void_reason", _("Say why the sheet is void."))
    moves.move(lifecycle.SHEET, SheetAction.VOID, Sheet, [sheet.pk], actor=actor, note=reason, void_reason=reason[:200])


@transaction.atomic
def sheet_printed(*, sheet: Sheet, actor: Actor) -> int:
    """Count a print; returns which print this is (1 = first)."""
    Sheet.objects.filter(pk=sheet.pk).update(print_count=F("print_count") + 1)
    audit.record(actor=actor, action=SHEET_PRINT, subject=sheet)
    return Sheet.objects.values_list("print_count", flat=True).get(pk=sheet.pk)


@transaction.atomic
def attachment_add(
    *, about: str, kind: FileKind, content: bytes, name: str, actor: User | None, of: str = ""
) -> Attachment:
    """Keep a photo with what it is about."""
    stored = photo_store(content=content, name=name, kind=kind, about=about, actor=actor)
    return Attachment.objects.create(about=about, kind=kind, of=of, file=stored, added_by=actor, added_at=clock.now())


def _side(sheet: Sheet, side: str) -> Side:
    wanted = sheet.kind.side(side)
    if wanted is None:
        raise Invalid("side", _("This sheet has no side “%(side)s”."), side=side)
    return wanted


def _sign(
    sheet: Sheet, side: str, shown: str | None, signer: JsonObject, actor: User, occurred_at: dt.datetime | None
) -> bool:
    sheet = Sheet.objects.select_for_update(no_key=True).get(pk=sheet.pk)
    if sheet.status != SheetState.ISSUED:
        raise Conflict("sheet_closed", _("Sheet %(number)s is signed or void."), number=sheet.number)
    if shown is not None and shown != sheet.shown_hash:
        raise Conflict(
            "sheet_changed", _("Sheet %(number)s is not what you were shown; look again."), number=sheet.number
        )
    _write_signature(sheet, side, signer, occurred_at)
    audit.record(actor=actor, action=SHEET_SIGN, subject=sheet, new={"side": side}, occurred_at=occurred_at)
    if set(sheet.signatures.values_list("side", flat=True)) != {s.code for s in sheet.kind.sides}:
        return False
    moves.move(
        lifecycle.SHEET, SheetAction.COMPLETE, Sheet, [sheet.pk], actor=actor, signed_at=occurred_at or clock.now()
    )
    return True


def _write_signature(sheet: Sheet, side: str, signer: JsonObject, occurred_at: dt.datetime | None) -> None:
    instant = clock.now()
    try:
        with transaction.atomic():
            Signature.objects.create(
                sheet=sheet,
                side=side,
                shown_hash=sheet.shown_hash,
                signed_at=occurred_at or instant,
                recorded_at=instant,
                **signer,
            )
    except IntegrityError as error:
        text = _("This side is signed, or you signed the other side: two sides are two people.")
        raise Conflict("two_people", text) from error
