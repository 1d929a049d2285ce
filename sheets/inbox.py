"""A person's notices, with when they were first shown and read (BG-12)."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.urls import reverse

from core import clock
from core.models import Notification
from core.questions import Bell
from core.types import JsonObject
from people.access import address_for, signed_in
from people.models import User


def place_of(user: User, note: Notification) -> str:
    """The address of what a notice is about; "" when this person has no page for it."""
    place = note.kind.place
    if place is None:
        return ""
    try:
        query = place.query % note.params
    except KeyError:
        return ""
    return address_for(user, place.view, query)


def notes_of(user: User) -> QuerySet[Notification]:
    """This person's notices, newest first."""
    return Notification.objects.filter(to_id=user.pk)


def notes_delivered(*, user: User, notes: Iterable[Notification]) -> None:
    """They have entered the recipient's page."""
    fresh = [note.pk for note in notes if note.delivered_at is None]
    if fresh:
        Notification.objects.filter(pk__in=fresh, to_id=user.pk, delivered_at__isnull=True).update(
            delivered_at=clock.now()
        )


def notes_read(*, user: User) -> None:
    """The person has read all of them."""
    Notification.objects.filter(to_id=user.pk, read_at__isnull=True).update(read_at=clock.now())


def bell(asked: Bell) -> JsonObject:
    """What the bell of the frame shows."""
    assert signed_in(asked.request), "core.context asks for nobody else"
    count = Notification.objects.filter(to_id=asked.request.user.pk, read_at__isnull=True).count()
    return {"url": reverse("inbox"), "count": count}
