"""Photos of findings at the gate (ENT-12, ENT-14): filed with the order, shown through the file route."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.errors import Conflict
from orders.exceptions.selectors.pictures import item_ref
from orders.gate.kinds import GOODS_PHOTO
from orders.gate.models import AcceptanceLine, Arrival
from orders.register.models import about_order
from people.models import User
from sheets.lifecycle import SheetState
from sheets.models import Attachment
from sheets.services.papers import attachment_add


@transaction.atomic
def line_photo_add(*, arrival: Arrival, item: int, content: bytes, name: str, actor: User) -> Attachment:
    """Keep a photo (PNG or JPEG, at most 10 MB) of one checked item. Returns the Attachment."""
    line = AcceptanceLine.objects.filter(arrival=arrival, item=item).select_related("item").first()
    if line is None:
        raise Conflict("unchecked_photo", _("Write the result of the item first, then add its photo."))
    if arrival.sheet and arrival.sheet.status == SheetState.SIGNED:
        raise Conflict("receipt_signed", _("The acceptance receipt is signed; it cannot be changed any more."))
    about = about_order(line.item.order_id)
    return attachment_add(
        about=about, kind=GOODS_PHOTO, of=item_ref(line.item_id), content=content, name=name, actor=actor
    )
