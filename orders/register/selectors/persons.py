"""The personal text that a sheet's line refers to, as long as it is not erased."""

from orders.register.models import Recipient
from sheets.questions import PersonsShown

LABEL = Recipient._meta.label_lower


def person_ref(recipient: Recipient) -> str:
    """The reference that a sheet's line carries instead of a name and an address."""
    return f"{LABEL}:{recipient.pk}"


def person_text(recipient: Recipient) -> str:
    """Name and address as they are printed on a sheet."""
    return f"{recipient.name} {recipient.address}".strip()


def persons_shown(asked: PersonsShown) -> dict[str, str]:
    """{reference: text} for the recipients that still have their data."""
    ids = [int(ref.split(":")[1]) for ref in asked.references if ref.startswith(f"{LABEL}:")]
    rows = Recipient.objects.filter(pk__in=ids, erased_at__isnull=True)
    return {person_ref(row): person_text(row) for row in rows}
