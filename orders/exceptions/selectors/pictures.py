"""Pictures of findings and cases: how they are filed with their order or case, and which there are."""

from collections.abc import Iterable

from django.db.models import QuerySet

from orders.exceptions.models import ExceptionCase
from sheets.models import Attachment


def item_ref(item_id: int) -> str:
    """What the photos of an item at the gate show."""
    return f"item:{item_id}"


def case_ref(pk: int) -> str:
    """What the pictures of a case show."""
    return f"case:{pk}"


def photos_of(item_ids: Iterable[int]) -> dict[int, list[Attachment]]:
    """{item id: [Attachment]} of the photos taken at the gate."""
    refs = {item_ref(pk): pk for pk in item_ids}
    found: dict[int, list[Attachment]] = {}
    for row in _pictures(refs):
        found.setdefault(refs[row.of], []).append(row)
    return found


def pictures_of(case: ExceptionCase) -> QuerySet[Attachment]:
    """Pictures of a case: its own, and those of its item taken at the gate."""
    return _pictures([case_ref(case.pk)] + ([item_ref(case.item_id)] if case.item_id else []))


def _pictures(refs: Iterable[str]) -> QuerySet[Attachment]:
    return Attachment.objects.filter(of__in=list(refs)).select_related("file", "added_by").order_by("id")
