"""What the exceptions desk shows of a case."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import audit, clock
from core.models import AuditRow
from core.notices import NoticeKind
from core.types import Happening, JsonObject
from core.words import audit_words
from orders.exceptions import lifecycle
from orders.exceptions.cases import Decision
from orders.exceptions.kinds import EXCEPTION_ASSIGN, EXCEPTION_REPLY, EXCEPTION_SNOOZE
from orders.exceptions.lifecycle import CaseState, StepKind, StepState
from orders.exceptions.models import ExceptionCase, NextStep
from orders.exceptions.replies import REPLIES
from orders.exceptions.selectors.cases import is_late
from orders.exceptions.selectors.next_steps import step_of
from orders.exceptions.selectors.standard import wording
from orders.register.links import order_url
from people.models import User
from people.roles import TITLES


def row(case: ExceptionCase) -> JsonObject:
    """{case, kind, late, last, decision} of one case."""
    last = next(iter(sorted(case.instructions.all(), key=lambda word: -word.pk)), None)
    return {
        "case": case,
        "kind": case.kind.words,
        "late": is_late(case),
        "last": last,
        "decision": last.decision.words if last else "",
        "order_url": order_url(case.order) if case.order else "",
        "snoozed": bool(case.snoozed_until and case.snoozed_until > clock.now()),
        "late_text": _late_text(case),
        "clause": f"{case.standard.code} {wording(case.standard)}" if case.standard else "",
    }


def _late_text(case: ExceptionCase) -> str:
    """How long the limit is past, in words; "" when it is not."""
    if not is_late(case):
        return ""
    minutes = int((clock.now() - case.due_at).total_seconds() // 60)
    if minutes < 120:
        return _("%(minutes)s min overdue") % {"minutes": minutes}
    return _("%(hours)s h overdue") % {"hours": minutes // 60}


def tabs(counts: Mapping[str, int | None], current: str) -> list[JsonObject]:
    """A tab for what waits, is late, was put aside, each later state, and one for all."""
    states = lifecycle.EXCEPTION.states
    words = {
        CaseState.OPEN: _(states[CaseState.OPEN].label),
        "late": _("Overdue"),
        "snoozed": _("Put aside"),
        CaseState.INSTRUCTED: _(states[CaseState.INSTRUCTED].label),
        CaseState.CLOSED: _(states[CaseState.CLOSED].label),
        "all": _("All"),
    }
    return [
        {"label": word, "code": code, "count": counts[code], "current": code == current} for code, word in words.items()
    ]


def replies() -> list[tuple[NoticeKind, str]]:
    """[(code, text)] of the canned notes to the driver."""
    return [(code, _(text)) for code, text in REPLIES.items()]


def next_step(case: ExceptionCase) -> str:
    """Who acts next on the last instruction, in words; "" when nobody has to."""
    last = case.instructions.order_by("-id").first()
    if last is None or case.status == CaseState.CLOSED:
        return ""
    if case.order and (step := waiting_step(case)):
        return _WAITS[step.kind] % {"date": step.on_date.isoformat(), "order": case.order.order_no}
    if last.decision.notifies is None:
        return ""
    return _("%(decision)s: %(role)s has been told.") % {
        "decision": last.decision.words,
        "role": _(TITLES[last.decision.notifies[0]]),
    }


_WAITS = {
    StepKind.REDELIVER: gettext_lazy(
        "Order %(order)s is to be delivered again: it waits for a run from %(date)s on. Then the case can be closed."
    ),
    StepKind.RETURN: gettext_lazy(
        "Order %(order)s goes back to the client: the keeper brings its goods to the returns area. "
        "Then the case can be closed."
    ),
}


def waiting_step(case: ExceptionCase) -> NextStep | None:
    """What the order's goods wait for, or None."""
    step = step_of(case)
    return step if step and step.status == StepState.WAITING else None


def choices(case: ExceptionCase) -> list[tuple[Decision, str]]:
    """(code, word) of what may have been done, the last instruction first."""
    last = case.instructions.order_by("-id").first()
    offered = [last.decision] if last else []
    offered += [decision for decision in case.kind.decisions if decision not in offered]
    return [(decision, decision.words) for decision in offered]


def events(case: ExceptionCase) -> list[Happening]:
    """The story of a case for the timeline, newest first."""
    story: list[Happening] = [
        {
            "at": case.opened_at,
            "title": _("Opened"),
            "who": str(case.opened_by or _("system")),
            "text": case.text,
            "tone": "error",
        }
    ]
    for word in case.instructions.all():
        title = _("Client's %(number)s instructed: %(decision)s")
        where = {"number": word.client_staff_no, "decision": word.decision.words}
        who = str(word.recorded_by)
        story.append({"at": word.received_at, "title": title % where, "who": who, "text": word.text, "tone": "warn"})
    story += _desk_events(case)
    if case.closed_at and case.executed:
        done = _("Closed: %(decision)s") % {"decision": case.executed.words}
        story.append({"at": case.closed_at, "title": done, "who": "", "text": "", "tone": "ok"})
    return sorted(story, key=lambda event: event["at"], reverse=True)


def _desk_events(case: ExceptionCase) -> Iterator[Happening]:
    """What the desk did with the case, from the audit."""
    words = (EXCEPTION_ASSIGN, EXCEPTION_SNOOZE, EXCEPTION_REPLY)
    rows = list(AuditRow.objects.filter(subject=audit.ref(case), action__in=words).order_by("id"))
    actors = User.objects.filter(pk__in={row.actor_id for row in rows})
    names: dict[int | None, str] = {user.pk: str(user) for user in actors}
    for row in rows:
        reply = (row.new or {}).get("reply")
        text = _(REPLIES[reply]) if reply in REPLIES else ""
        who = names.get(row.actor_id, "")
        yield {
            "at": row.occurred_at,
            "title": audit_words[row.action].words,
            "who": who,
            "text": text,
            "tone": "info",
        }
