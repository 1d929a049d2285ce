"""The doc admin compares the terminals' slips with the system (FLW-L.6)."""

from django.db import transaction

from cod.pos.models import Collection
from cod.totals.kinds import SLIP_CHECK
from cod.totals.models import SlipCheck
from core import audit, clock
from orders.exceptions.cases import PAPER_MISSING, SLIP_MISSING
from orders.exceptions.services.cases import exception_open
from people.models import User


@transaction.atomic
def slip_check(*, collection: Collection, present: bool, actor: User) -> SlipCheck:
    """Note whether the slip of a collection is there; a missing one is raised, once."""
    before = SlipCheck.objects.filter(collection=collection).first()
    values = {"present": present, "checked_by": actor, "checked_at": clock.now()}
    check, _created = SlipCheck.objects.update_or_create(collection=collection, defaults=values)
    audit.record(actor=actor, action=SLIP_CHECK, subject=check, new={"present": present})
    if not present and (before is None or before.present):
        exception_open(
            kind=PAPER_MISSING,
            order=collection.order,
            description=collection.reference,
            cause=SLIP_MISSING,
            actor=actor,
        )
    return check
