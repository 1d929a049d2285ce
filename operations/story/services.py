"""Showing a phone number in full: logged, with who looked (NFR-05)."""

from django.db import transaction

from core import audit


@transaction.atomic
def phone_reveal(*, order, actor):
    """The recipient's numbers; the look is written down."""
    audit.record(actor=actor, action="phone.reveal", subject=order)
    return [phone for phone in (order.recipient.phone, order.recipient.phone2) if phone]
