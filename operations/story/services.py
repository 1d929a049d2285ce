"""Showing a phone number in full: logged, with who looked (NFR-05)."""

from django.db import transaction

from core import audit
from operations.story.kinds import PHONE_REVEAL


@transaction.atomic
def phone_reveal(*, order, actor):
    """The recipient's numbers; the look is written down."""
    audit.record(actor=actor, action=PHONE_REVEAL, subject=order)
    return [phone for phone in (order.recipient.phone, order.recipient.phone2) if phone]
