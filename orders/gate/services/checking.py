"""The keeper's findings, item by item: outcomes, codes of labels, and the exceptions they open (INV-06 to INV-10)."""

from django.utils.translation import gettext_lazy as _

from core import audit, clock
from core.errors import Conflict, Invalid
from core.types import JsonObject
from orders.exceptions.cases import CaseKind
from orders.exceptions.lifecycle import CaseState
from orders.exceptions.models import DamageStandard, ExceptionCase
from orders.exceptions.services.cases import exception_open
from orders.gate import cases
from orders.gate.kinds import ARRIVAL_CHECK
from orders.gate.models import AcceptanceLine, Arrival
from orders.gate.selectors.arrival import expected_items
from orders.register.models import GoodsItem, GoodsPart
from people.models import User

ACCEPTED, SHORT = AcceptanceLine.ACCEPTED, AcceptanceLine.SHORT


def check_carry_out(*, arrival: Arrival, lines: list[JsonObject], rest: str | None, actor: User) -> JsonObject:
    """Check within the caller's transaction; see `arrival_check`."""
    clauses = _clauses_of(lines)
    items = {item.pk: item for item in expected_items(arrival).prefetch_related("parts")}
    opened = [_line_check(arrival, items, clauses, line, actor) for line in lines]
    if rest == ACCEPTED:
        _rest_accept(arrival, items, actor)
    elif rest:
        raise Invalid("rest", _("The rest can only be accepted; report every finding on its own line."))
    checked = AcceptanceLine.objects.filter(arrival=arrival).count()
    audit.record(actor=actor, action=ARRIVAL_CHECK, subject=arrival, new={"checked": checked, "expected": len(items)})
    return {"checked": checked, "expected": len(items), "cases": [case for case in opened if case]}


def _line_check(
    arrival: Arrival, items: dict[int, GoodsItem], clauses: dict[str, DamageStandard], line: JsonObject, actor: User
) -> ExceptionCase | None:
    item = items.get(line["item"])
    if item is None:
        raise Invalid("item", _("Item %(item)s is not expected with this truck."), item=line["item"])
    outcome = line["outcome"]
    if outcome not in AcceptanceLine.OUTCOMES:
        raise Invalid("outcome", _("Choose a result for %(item)s from the list."), item=item.name)
    differs = outcome != SHORT and _codes_read(item, line.get("parts") or [], outcome)
    standard = clauses.get(_code(line))
    _clause_check(item, line, outcome, differs, standard)
    case = _case_of(arrival, item, line, _kind(outcome, differs), actor)
    _line_write(arrival, item, line, standard, actor)
    return case


def _codes_read(item: GoodsItem, parts: list[JsonObject], outcome: str) -> bool:
    """Keep the codes read from the labels; whether they differ from the order's (INV-07)."""
    seen = {part["kind"]: part["code"].strip().upper() for part in parts if part.get("code", "").strip()}
    wanted = list(item.parts.all())
    for part in wanted:
        part.seen_code = seen.get(part.kind, part.seen_code)
    if seen:
        GoodsPart.objects.bulk_update(wanted, ["seen_code"])
    wrong = [part for part in wanted if part.seen_code and part.seen_code.upper() != part.code.upper()]
    if outcome == ACCEPTED and wrong:
        text = _(
            "%(item)s of order %(order)s: the label says %(seen)s, the order %(wanted)s. Read again, or report it."
        )
        codes = {"seen": wrong[0].seen_code, "wanted": wrong[0].code}
        raise Conflict("codes_differ", text, item=item.name, order=item.order.order_no, **codes)
    if outcome == ACCEPTED and not all(part.seen_code for part in wanted):
        text = _("%(item)s of order %(order)s: read the codes of the indoor and the outdoor carton.")
        raise Invalid("codes_missing", text, item=item.name, order=item.order.order_no)
    return bool(wrong)


def _clauses_of(lines: list[JsonObject]) -> dict[str, DamageStandard]:
    """{code: clause of the inbound standard} of the clauses that these lines name."""
    codes = {_code(line) for line in lines} - {""}
    rows = DamageStandard.objects.filter(place=DamageStandard.INBOUND, active=True, code__in=codes) if codes else []
    return {row.code: row for row in rows}


def _code(line: JsonObject) -> str:
    return (line.get("clause") or "").strip()


def _clause_check(
    item: GoodsItem, line: JsonObject, outcome: str, differs: bool, standard: DamageStandard | None
) -> None:
    """Damage is judged by a clause of the standard, and what a clause forbids is never just accepted (INV-08)."""
    names = {"item": item.name, "order": item.order.order_no, "clause": _code(line)}
    if _code(line) and standard is None:
        text = _("%(item)s of order %(order)s: the standard has no clause %(clause)s; choose one from its list.")
        raise Invalid("clause_unknown", text, **names)
    if outcome in AcceptanceLine.DAMAGED and not differs and standard is None:
        text = _("%(item)s of order %(order)s: choose the clause of the packaging standard.")
        raise Invalid("clause", text, **names)
    if outcome == ACCEPTED and standard and standard.decision != DamageStandard.ACCEPT:
        text = _("%(item)s of order %(order)s: by clause %(clause)s it is noted or refused, not accepted as listed.")
        raise Conflict("clause_says", text, **names)


def _kind(outcome: str, differs: bool) -> CaseKind | None:
    if outcome == ACCEPTED:
        return None
    return cases.SHORT if outcome == SHORT else cases.AC_MISMATCH if differs else cases.DAMAGE


def _case_of(
    arrival: Arrival, item: GoodsItem, line: JsonObject, kind: CaseKind | None, actor: User
) -> ExceptionCase | None:
    """The open case of this finding; a finding once reported is the client's to decide (INV-10)."""
    mine = ExceptionCase.objects.filter(item=item, kind__in=cases.FINDINGS).exclude(status=CaseState.CLOSED)
    case = mine.order_by("-id").first()
    if case is None:
        text = (line.get("note") or line.get("clause") or "").strip()
        return exception_open(kind=kind, order=item.order, item=item, description=text, actor=actor) if kind else None
    if case.kind != kind or case.status == CaseState.INSTRUCTED:
        text = _("Case %(number)s on %(item)s is with the client: its instruction decides the result.")
        raise Conflict("case_open", text, number=case.number, item=item.name)
    return case


def _line_write(
    arrival: Arrival, item: GoodsItem, found: JsonObject, standard: DamageStandard | None, actor: User
) -> None:
    values = {
        "outcome": found["outcome"],
        "packaging_ok": found["outcome"] in (ACCEPTED, SHORT),
        "standard": standard,
        "clause": standard.code if standard else "",
        "note": (found.get("note") or "").strip()[:200],
        "checked_by": actor,
        "checked_at": clock.now(),
    }
    AcceptanceLine.objects.update_or_create(arrival=arrival, item=item, defaults=values)


def _rest_accept(arrival: Arrival, items: dict[int, GoodsItem], actor: User) -> None:
    """Accept, as listed, what has no outcome; air conditioners only when both codes were read and agree."""
    done = set(AcceptanceLine.objects.filter(arrival=arrival).values_list("item_id", flat=True))
    left = [item for pk, item in items.items() if pk not in done and _agrees(item)]
    instant = clock.now()
    AcceptanceLine.objects.bulk_create(
        [
            AcceptanceLine(arrival=arrival, item=item, outcome=ACCEPTED, checked_by=actor, checked_at=instant)
            for item in left
        ],
        batch_size=500,
    )


def _agrees(item: GoodsItem) -> bool:
    return all(part.seen_code.upper() == part.code.upper() for part in item.parts.all())
