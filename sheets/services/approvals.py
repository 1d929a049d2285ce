"""Approvals in a chain: strictly in order, each by another person, none by the applicant (INV-40, SOD-02)."""

from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from core import audit, clock
from core.errors import Conflict, Invalid, NotAllowed
from people.models import User
from sheets.kinds import APPROVAL_GIVE
from sheets.models import Approval, Sheet


def next_approval(*, sheet: Sheet, chain: Sequence[str]) -> tuple[int, int]:
    """(round, step) that waits now; step is len(chain) when all approved. `chain`: role codes in order."""
    given = sheet.approvals.all()  # few, and fetched before where many sheets are listed
    last = max((row.round for row in given), default=1)
    rows = [row for row in given if row.round == last]
    if any(not row.approved for row in rows):
        return last + 1, 0
    return last, min(len(rows), len(chain))


@transaction.atomic
def approval_give(*, sheet: Sheet, chain: Sequence[str], actor: User, approved: bool, comment: str = "") -> bool:
    """Approve or reject the step that waits; returns True when the whole chain has approved."""
    sheet = Sheet.objects.select_for_update(no_key=True).get(pk=sheet.pk)
    round_, step = next_approval(sheet=sheet, chain=chain)
    if step >= len(chain):
        raise Conflict("approved", _("This request is approved already."))
    if chain[step] not in actor.roles:
        raise NotAllowed("approval_order", _("It is another role's turn to approve."))
    if sheet.issued_by_id == actor.pk:
        raise NotAllowed("applicant", _("The applicant may not approve."))
    if not approved and not comment.strip():
        raise Invalid("approval_reason", _("Say why you reject."))
    _write(sheet, round_, step, chain[step], actor, approved, comment)
    return approved and step == len(chain) - 1


def _write(sheet: Sheet, round_: int, step: int, role: str, actor: User, approved: bool, comment: str) -> None:
    try:
        with transaction.atomic():
            Approval.objects.create(
                sheet=sheet,
                round=round_,
                step=step,
                role=role,
                user=actor,
                approved=approved,
                comment=comment[:300],
                shown_hash=sheet.shown_hash,
                at=clock.now(),
            )
    except IntegrityError as error:
        raise Conflict("approval_twice", _("One person gives one approval.")) from error
    audit.record(actor=actor, action=APPROVAL_GIVE, subject=sheet, new={"step": step, "approved": approved})
