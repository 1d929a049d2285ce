"""The story of one order: where its goods, papers and money are now, and all that happened, in time order."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from core import money
from core.errors import Missing
from core.models import AuditRow
from core.translatable import translated
from core.types import Happening
from ledger.models import Account, Entry
from operations.story.words import action_words, call_words, holder_words
from orders.exceptions.models import ExceptionCase
from orders.register.models import CustodyMovement, Document, GoodsItem, GoodsPart, Order, Reason
from people.models import User
from people.selectors import platforms_of
from sheets.models import Attachment, Sheet
from sheets.titles import shown


@dataclass(frozen=True)
class ItemNow:
    """An item, who holds it in words, its parts, and the movement that brought it there."""

    item: GoodsItem
    holder: str
    parts: list[GoodsPart]
    last: CustodyMovement | None


@dataclass(frozen=True)
class PaperNow:
    """A paper, who holds it in words, and the movement that brought it there."""

    document: Document
    holder: str
    last: CustodyMovement | None


@dataclass(frozen=True)
class Standing:
    """What an account says of the order, as people read it."""

    label: str
    fen: int


def order_for(user: User, pk: int) -> Order:
    """The order, when this person may see it; Missing otherwise (SOD-07)."""
    rows = Order.objects.select_related("recipient", "zone", "platform", "client", "appointment")
    order = rows.filter(pk=pk, platform__in=platforms_of(user)).first()
    if order is None:
        raise Missing("order", _("There is no such order, or it is not for you."))
    return order


def goods_now(order: Order) -> list[ItemNow]:
    """Where every item is."""
    items = order.items.select_related("holder").prefetch_related("parts")
    last = _last_movements("item__order", order, "item_id")
    return [ItemNow(item, holder_words(item.holder), list(item.parts.all()), last.get(item.pk)) for item in items]


def papers_now(order: Order) -> list[PaperNow]:
    """Where every paper is."""
    last = _last_movements("document__order", order, "document_id")
    return [
        PaperNow(paper, holder_words(paper.holder), last.get(paper.pk))
        for paper in order.documents.select_related("holder")
    ]


def money_now(order: Order) -> list[Standing]:
    """What the ledger says of this order: its accounts that are not zero."""
    rows = Account.objects.filter(key=f"order:{order.pk}").exclude(balance_fen=0).order_by("code")
    return [Standing(row.code.words, row.standing_fen) for row in rows]


def sheets_of(order: Order) -> QuerySet[Sheet]:
    """Every sheet that moved something of this order or stands for it, oldest first."""
    moved = Sheet.objects.filter(movements__item__order=order) | Sheet.objects.filter(movements__document__order=order)
    runs = Sheet.objects.filter(run_sheet__run__stops__order=order)
    own = Sheet.objects.filter(about=order.audit_about)
    return (moved | runs | own).distinct().order_by("id").prefetch_related("signatures__user", "signatures__outside")


def exceptions_of(order: Order) -> QuerySet[ExceptionCase]:
    """Its exceptions."""
    return order.exceptions.select_related("reason")


def reason_names() -> dict[str, str]:
    """{code: name in the reader's language} of the coded reasons."""
    return {row.code: row.words for row in Reason.objects.all()}


def events(order: Order) -> list[Happening]:
    """Everything that happened, oldest first."""
    sheets = list(sheets_of(order))
    found = [
        *_audited(order),
        *_signed(sheets),
        *_moved(order),
        *_called(order),
        *_excepted(order),
        *_posted(order),
        *_told(order),
        *_attached(order),
    ]
    return sorted(found, key=lambda event: event["at"])


def _audited(order: Order) -> Iterator[Happening]:
    rows = list(AuditRow.objects.filter(about=order.audit_about))
    reasons = reason_names()
    actors = User.objects.filter(pk__in={row.actor_id for row in rows if row.actor_id})
    names: dict[int | None, str] = {user.pk: user.name for user in actors}
    for row in rows:
        words = action_words(row)
        if words:
            who = f"{names.get(row.actor_id, _('System'))} {row.actor_no}".strip()
            note = reasons.get(row.note) or translated(row.note)
            yield {"at": row.occurred_at, "title": words[0], "tone": words[1], "who": who, "text": note}


def _signed(sheets: Iterable[Sheet]) -> Iterator[Happening]:
    for sheet in sheets:
        for row in sheet.signatures.all():
            side = sheet.kind.side(row.side)
            assert side, "only a side of its kind signs a sheet"
            title = _("%(sheet)s signed: %(side)s") % {"sheet": shown(sheet.kind.printed), "side": shown(side.label)}
            url = reverse("sheet-page", args=[sheet.pk])
            yield {
                "at": row.signed_at,
                "title": title,
                "who": row.signer.name,
                "tone": "ok",
                "url": url,
                "link": sheet.number,
            }


def _moved(order: Order) -> Iterator[Happening]:
    rows = CustodyMovement.objects.filter(item__order=order) | CustodyMovement.objects.filter(document__order=order)
    for row in rows.select_related("item", "document", "source", "target", "sheet").defer("sheet__content"):
        title = _("%(thing)s: %(source)s → %(target)s") % {
            "thing": str(row.item or row.document),
            "source": holder_words(row.source),
            "target": holder_words(row.target),
        }
        yield {"at": row.moved_at, "title": title, "tone": "info", "text": row.sheet.number}


def _called(order: Order) -> Iterator[Happening]:
    for row in order.calls.select_related("caller"):
        yield {"at": row.called_at, "title": call_words(row), "who": str(row.caller), "tone": "info", "text": row.note}


def _excepted(order: Order) -> Iterator[Happening]:
    for case in order.exceptions.prefetch_related("instructions__recorded_by"):
        for row in case.instructions.all():
            title = _("Client %(number)s instructs on %(case)s") % {"number": row.client_staff_no, "case": case.number}
            yield {"at": row.received_at, "title": title, "who": str(row.recorded_by), "tone": "warn", "text": row.text}


def _posted(order: Order) -> Iterator[Happening]:
    rows = (
        Entry.objects.filter(postings__about=order.audit_about)
        .distinct()
        .select_related("actor")
        .prefetch_related("postings")
    )
    for row in rows:
        amount = max((p.amount_fen for p in row.postings.all() if p.about == order.audit_about), default=0)
        title = f"{row.kind.words} ¥{money.yuan(amount)}"
        who = str(row.actor) if row.actor else ""
        yield {"at": row.occurred_at, "title": title, "tone": "ok", "who": who, "text": row.reference or ""}


def _told(order: Order) -> Iterator[Happening]:
    for row in order.feedback.select_related("export"):
        title = _("Told to the client: %(result)s") % {"result": _(row.result.label)}
        yield {"at": row.export.made_at, "title": title, "tone": "info", "text": _(row.export.kind.label)}


def _attached(order: Order) -> Iterator[Happening]:
    for row in Attachment.objects.filter(about=order.audit_about).select_related("file", "added_by"):
        url = reverse("file", args=[row.file_id])
        who = str(row.added_by) if row.added_by else ""
        yield {
            "at": row.added_at,
            "title": _("Photo added"),
            "who": who,
            "tone": "info",
            "url": url,
            "link": row.file.name,
        }


def _last_movements(path: str, order: Order, field: str) -> dict[int, CustodyMovement]:
    rows = (
        CustodyMovement.objects.filter(**{path: order}).select_related("sheet").defer("sheet__content").order_by("id")
    )
    return {getattr(row, field): row for row in rows}
