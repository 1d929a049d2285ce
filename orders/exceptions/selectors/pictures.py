"""Pictures of findings and cases: how they are filed with their order or case, and which there are."""

from sheets.models import Attachment


def photo_kind(item_id):
    """The kind under which the photos of an item at the gate are filed."""
    return f"acceptance:{item_id}"


def case_kind(pk):
    """The kind under which the pictures of a case are filed."""
    return f"case:{pk}"


def photos_of(item_ids):
    """{item id: [Attachment]} of the photos taken at the gate."""
    kinds = {photo_kind(pk): pk for pk in item_ids}
    found = {}
    for row in _pictures(kinds):
        found.setdefault(kinds[row.kind], []).append(row)
    return found


def pictures_of(case):
    """Pictures of a case: its own, and those of its item taken at the gate."""
    return _pictures([case_kind(case.pk)] + ([photo_kind(case.item_id)] if case.item_id else []))


def _pictures(kinds):
    return Attachment.objects.filter(kind__in=list(kinds)).select_related("file", "added_by").order_by("id")
