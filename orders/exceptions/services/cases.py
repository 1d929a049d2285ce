"""The register of exceptions: opened by any room, instructed by the client, closed when the action was taken."""

from collections.abc import Sequence
from functools import cache
from typing import Literal, NamedTuple

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core import audit, calendar, clock, moves, numbers
from core.errors import Conflict, Invalid
from core.facts import publish
from core.outbox import notify
from orders.exceptions import lifecycle
from orders.exceptions.cases import CaseKind, Cause, Decision, decisions
from orders.exceptions.events import InstructionGiven
from orders.exceptions.kinds import EXCEPTION_OPEN, EXCEPTION_OPENED, EXCEPTIONS_OPENED, SINGLY
from orders.exceptions.lifecycle import CaseAction
from orders.exceptions.limits import answer_due
from orders.exceptions.models import DamageStandard, ExceptionCase, Instruction
from orders.exceptions.services.next_steps import step_guard, step_make
from orders.register.models import Client, GoodsItem, Order, Reason, ServiceZone
from people.models import User
from people.selectors import user_ids_with


class Subject(NamedTuple):
    """What a case is about. `description`: figures and a person's own words, without personal data."""

    order: Order | None = None
    item: GoodsItem | None = None
    description: str = ""
    cause: Cause | Literal[""] = ""
    client: Client | None = None  # of what is about no order

    @property
    def client_id(self) -> int | None:
        if self.order:
            return self.order.client_id
        return self.client.pk if self.client else None


def exception_open(
    *,
    kind: CaseKind,
    order: Order | None = None,
    item: GoodsItem | None = None,
    client: Client | None = None,
    description: str = "",
    cause: Cause | Literal[""] = "",
    reason: Reason | None = None,
    standard: DamageStandard | None = None,
    actor: User | None = None,
) -> ExceptionCase:
    """Open a case, tell those who follow up, and return it. What people read is made of its codes, see `Subject`.

    `reason`: why the goods were refused; `standard`: the clause by which their packaging was judged at the door.
    """
    subject = Subject(order, item, description, cause, client)
    return exceptions_open(kind=kind, subjects=[subject], reason=reason, standard=standard, actor=actor)[0]


@transaction.atomic
def exceptions_open(
    *,
    kind: CaseKind,
    subjects: Sequence[Subject],
    reason: Reason | None = None,
    standard: DamageStandard | None = None,
    actor: User | None = None,
) -> list[ExceptionCase]:
    """Open a case for each subject, as an import does; returns them in that order."""
    instant = clock.now()
    day = f"{clock.local(instant):%y%m%d}"
    first = numbers.take(f"exception:{day}", len(subjects))
    due = answer_due(instant, cache(calendar.is_working))
    cases = ExceptionCase.objects.bulk_create(
        [
            ExceptionCase(
                number=f"YC{day}-{number:03d}",
                kind=kind,
                client_id=subject.client_id,
                order=subject.order,
                item=subject.item,
                description=subject.description[:300],
                cause=subject.cause,
                reason=reason,
                standard=standard,
                opened_by=actor,
                opened_at=instant,
                due_at=due,
            )
            for number, subject in enumerate(subjects, first)
        ],
        batch_size=500,
    )
    changes = [(case, None, {"kind": kind}) for case in cases]
    audit.record_many(actor=actor, action=EXCEPTION_OPEN, changes=changes)
    _followers_tell(kind, cases)
    return cases


@transaction.atomic
def exception_instruct(
    *,
    case: ExceptionCase,
    client_staff_no: str,
    decision: str,
    text: str,
    actor: User,
    channel: str = "phone",
    zone: ServiceZone | None = None,
) -> Instruction:
    """Record the client's instruction under its staff number, and let it make the next action (INV-11).

    `zone`: the ServiceZone into which an order out of area is admitted (STM-03). A decision that the system can carry
    out itself is carried out and the case closed; else whoever acts next is told. Refuses a number of our own.
    """
    number = staff_no_checked(client_staff_no)
    decision = _decision_checked(case, decision, zone)
    instruction = Instruction.objects.create(
        exception=case,
        client_staff_no=number,
        channel=channel,
        decision=decision,
        text=text[:300],
        zone=zone,
        recorded_by=actor,
        received_at=clock.now(),
    )
    moves.move(lifecycle.EXCEPTION, CaseAction.INSTRUCT, ExceptionCase, [case.pk], actor=actor, snoozed_until=None)
    case.kind.instruct(case, decision, zone, actor)
    step_make(case=case, decision=decision)
    publish(InstructionGiven(exception_id=case.pk, decision=decision, actor_id=actor.pk))
    _next_tell(case, decision, zone)
    return instruction


@transaction.atomic
def exception_close(*, case: ExceptionCase, executed: str, actor: User) -> None:
    """Close a case whose executed action equals the last instruction, once that is carried out (INV-10).

    A finding at arrival leads its order on: cancelled, awaiting the next line-haul, or in stock (STM-06).
    """
    last = case.instructions.order_by("-id").first()
    if last is None:
        raise Conflict("no_instruction", _("Case %(number)s has no client instruction yet."), number=case.number)
    if executed != last.decision:
        raise Conflict("not_as_instructed", _("What was done is not what the client instructed."))
    step_guard(case=case, decision=last.decision)
    case.kind.execute(case, last.decision, actor)
    moves.move(
        lifecycle.EXCEPTION,
        CaseAction.CLOSE,
        ExceptionCase,
        [case.pk],
        actor=actor,
        executed=executed,
        closed_at=clock.now(),
    )


def staff_no_checked(text: str) -> str:
    """The client's staff number, trimmed; Invalid when it is missing or one of ours (INV-11)."""
    number = text.strip()
    if not number:
        raise Invalid("client_staff_no", _("Write the staff number of the client's customer service."))
    if User.objects.filter(staff_no__iexact=number).exists():
        raise Invalid("own_staff_no", _("This is our own staff number; the client's is needed."))
    return number


def _decision_checked(case: ExceptionCase, code: str, zone: ServiceZone | None) -> Decision:
    """The Decision of this code, when it may be taken on this case now."""
    if not code:
        raise Invalid("decision", _("Choose what the client instructed."))
    if code not in case.kind.decisions:
        raise Invalid("decision", _("This instruction does not fit the case; choose one from its list."))
    decision = decisions[code]
    if decision.asks_zone != (zone is not None):
        raise Invalid("zone", _("Choose the zone when the client wants the order delivered, and only then."))
    case.kind.check(case, decision)
    return decision


def _next_tell(case: ExceptionCase, decision: Decision, zone: ServiceZone | None) -> None:
    """Tell the room that acts on this decision, on the platform of the order."""
    if decision.notifies is None:
        return
    role, kind = decision.notifies
    ids = user_ids_with(role, platform=case.order.platform if case.order else None)
    names = {"number": case.number, "order_no": case.order.order_no if case.order else ""}
    notify(to_ids=ids, kind=kind, about=case.audit_about, zone=zone.name if zone else "", **names)


def _followers_tell(kind: CaseKind, cases: list[ExceptionCase]) -> None:
    people = User.objects.filter(is_active=True, grants__role__in=kind.followers)
    ids = set(people.values_list("pk", flat=True))
    if len(cases) > SINGLY:
        notify(to_ids=ids, kind=EXCEPTIONS_OPENED, about="exceptions", count=len(cases), number=cases[0].number)
        return
    for case in cases:
        notify(to_ids=ids, kind=EXCEPTION_OPENED, about=case.audit_about, number=case.number)
