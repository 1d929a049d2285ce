"""The outbox: messages to people are written with the change and leave after it."""

from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from core import clock
from core.models import Notification, OutboxMessage
from core.notices import NoticeKind


def notify(*, to_ids: Iterable[int], kind: NoticeKind, about: str = "", **params: object) -> None:
    """Queue one inbox message per user id. `params` hold references and figures, never names (BG-12)."""
    instant = clock.now()
    OutboxMessage.objects.bulk_create(
        [
            OutboxMessage(to_id=to, kind=kind, about=about, params=params, created_at=instant)
            for to in sorted(set(to_ids))
        ]
    )


def outbox_pump(limit: int = 500) -> int:
    """Send what waits, in order; returns how many left. Safe to run twice at once."""
    with transaction.atomic():
        waiting = OutboxMessage.objects.filter(sent_at__isnull=True).order_by("id")
        batch = list(waiting.select_for_update(skip_locked=_can_skip(), no_key=True)[:limit])
        for message in batch:
            import_string(settings.OUTBOX_CHANNELS[message.channel])(message)
        OutboxMessage.objects.filter(pk__in=[m.pk for m in batch]).update(sent_at=clock.now())
    return len(batch)


def inbox(message: OutboxMessage) -> None:
    """The channel that every user has: a notification on their pages."""
    Notification.objects.create(
        message=message,
        to_id=message.to_id,
        kind=message.kind,
        about=message.about,
        params=message.params,
        sent_at=clock.now(),
    )


def _can_skip() -> bool:
    return transaction.get_connection().features.has_select_for_update_skip_locked
