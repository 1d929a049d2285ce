"""Running numbers taken under a row lock, so that none is given twice."""

from django.db import transaction
from django.db.models import F

from core.models import Counter


def take(name: str, count: int = 1) -> int:
    """The first of `count` fresh numbers of this series (starting at 1)."""
    with transaction.atomic():
        Counter.objects.get_or_create(name=name)
        Counter.objects.filter(name=name).update(value=F("value") + count)
        return Counter.objects.values_list("value", flat=True).get(name=name) - count + 1
