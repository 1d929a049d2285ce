"""Showing a phone number in full: logged, with who looked (NFR-05)."""

from django.db import transaction

from core import audit
from operations.story.kinds import PHONE_REVEAL
from orders.register.models import Order
from people.models import User


@transaction.atomic
def phone_reveal(*, order: Order, actor: User) -> list[str]:
    """The recipient's numbers; the look is written down."""
    audit.record(actor=actor, action=PHONE_REVEAL, subject=order)
    return [phone for phone in (order.recipient.phone, order.recipient.phone2) if phone]
