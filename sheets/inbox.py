"""A person's notices, with when they were first shown and read (BG-12)."""

from django.urls import reverse

from core import clock
from core.models import Notification


def notes_of(user):
    """This person's notices, newest first."""
    return Notification.objects.filter(to_id=user.pk)


def notes_delivered(*, user, notes):
    """They have entered the recipient's page."""
    fresh = [note.pk for note in notes if note.delivered_at is None]
    if fresh:
        Notification.objects.filter(pk__in=fresh, to_id=user.pk, delivered_at__isnull=True).update(
            delivered_at=clock.now()
        )


def notes_read(*, user):
    """The person has read all of them."""
    Notification.objects.filter(to_id=user.pk, read_at__isnull=True).update(read_at=clock.now())


def bell(request):
    """What the bell of the frame shows."""
    count = Notification.objects.filter(to_id=request.user.pk, read_at__isnull=True).count()
    return {"url": reverse("inbox"), "count": count}
