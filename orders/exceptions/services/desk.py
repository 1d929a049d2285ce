"""What the exception desk does beside the instruction: whose case it is, when it comes back, notes, attachments."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core import audit, clock
from core.errors import Conflict, Invalid
from core.notices import notice_kinds
from core.outbox import notify
from orders.exceptions.kinds import (
    CASE_PICTURE,
    EXCEPTION_ASSIGN,
    EXCEPTION_ESCALATE,
    EXCEPTION_OVERDUE,
    EXCEPTION_REPLY,
    EXCEPTION_SNOOZE,
    EXCEPTIONS_OVERDUE,
    SINGLY,
)
from orders.exceptions.lifecycle import CaseState
from orders.exceptions.models import ExceptionCase
from orders.exceptions.replies import REPLIES
from orders.exceptions.selectors.pictures import case_ref
from people.kinds import HolderKind
from people.models import User
from people.roles import ACCOUNT_MANAGER, CS_MANAGER, DRIVER
from people.selectors import user_ids_with
from sheets.models import Attachment
from sheets.services.papers import attachment_add


@transaction.atomic
def case_assign(*, case: ExceptionCase, actor: User) -> None:
    """The actor takes the case; whoever had it no longer does."""
    case = _open(case)
    ExceptionCase.objects.filter(pk=case.pk).update(assignee=actor)
    old = {"assignee": case.assignee_id}
    audit.record(actor=actor, action=EXCEPTION_ASSIGN, subject=case, old=old, new={"assignee": actor.pk})


@transaction.atomic
def case_snooze(*, case: ExceptionCase, until: dt.datetime, actor: User) -> None:
    """Put the case aside until an instant; its limit (BG-11) runs on. Refuses a moment that is past."""
    case = _open(case)
    if until <= clock.now():
        raise Invalid("until", _("Choose a time that is still to come."))
    ExceptionCase.objects.filter(pk=case.pk).update(snoozed_until=until)
    audit.record(actor=actor, action=EXCEPTION_SNOOZE, subject=case, new={"until": until.isoformat()})


@transaction.atomic
def case_reply(*, case: ExceptionCase, reply: str, actor: User) -> int:
    """Send a canned note (a code of REPLIES) to the driver: who has the goods, else the driver who reported.

    Returns how many people are told. Raises Conflict when no driver has to do with the case.
    """
    case = _open(case)
    if reply not in REPLIES:
        raise Invalid("reply", _("Choose a note from the list."))
    ids = _drivers(case)
    if not ids:
        raise Conflict("no_driver", _("No driver has the goods of this case now."))
    order_no = case.order.order_no if case.order else ""
    notify(to_ids=ids, kind=notice_kinds[reply], about=case.audit_about, number=case.number, order_no=order_no)
    audit.record(actor=actor, action=EXCEPTION_REPLY, subject=case, new={"reply": reply, "to": sorted(ids)})
    return len(ids)


@transaction.atomic
def case_attach(*, case: ExceptionCase, content: bytes, name: str, actor: User) -> Attachment:
    """Keep a photo or a pasted picture (PNG, JPEG, at most 10 MB) with the case; returns the Attachment (ENT-16)."""
    about = case.audit_about
    return attachment_add(about=about, kind=CASE_PICTURE, of=case_ref(case.pk), content=content, name=name, actor=actor)


@transaction.atomic
def cases_escalate() -> int:
    """Tell who leads that the client has not answered within the limit (BG-11, FLW-B.5); each case once, ever.

    Returns how many cases were new. The row decides, so that two beats tell nobody twice.
    """
    late = ExceptionCase.objects.select_for_update(no_key=True).filter(
        status=CaseState.OPEN, due_at__lt=clock.now(), escalated_at=None
    )
    rows = list(late.order_by("id"))
    ExceptionCase.objects.filter(pk__in=[case.pk for case in rows]).update(escalated_at=clock.now())
    audit.record_many(actor=None, action=EXCEPTION_ESCALATE, changes=[(case, None, {"late": True}) for case in rows])
    ids = {*user_ids_with(ACCOUNT_MANAGER), *user_ids_with(CS_MANAGER)}
    if len(rows) > SINGLY:
        notify(to_ids=ids, kind=EXCEPTIONS_OVERDUE, about="exceptions", count=len(rows), number=rows[0].number)
    for case in rows if len(rows) <= SINGLY else ():
        notify(to_ids=ids, kind=EXCEPTION_OVERDUE, about=case.audit_about, number=case.number)
    return len(rows)


def _open(case: ExceptionCase) -> ExceptionCase:
    case = ExceptionCase.objects.select_for_update(of=("self",), no_key=True).select_related("order").get(pk=case.pk)
    if case.status == CaseState.CLOSED:
        raise Conflict("case_closed", _("Case %(number)s is closed."), number=case.number)
    return case


def _drivers(case: ExceptionCase) -> set[int]:
    holders = set()
    if case.order:
        goods = case.order.items.filter(holder__kind=HolderKind.DRIVER)
        holders = set(goods.values_list("holder_id", flat=True))
    ids = set(User.objects.filter(holder__in=holders, is_active=True).values_list("pk", flat=True))
    if ids or case.opened_by_id is None:
        return ids
    return set(User.objects.filter(pk=case.opened_by_id, grants__role=DRIVER).values_list("pk", flat=True))
