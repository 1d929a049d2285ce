"""The zone tables, and the questions about doubtful addresses."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from core.errors import Invalid
from core.pagination import page_of
from core.types import JsonObject
from orders.register.links import order_url
from orders.register.selectors.terms import zones_in_terms
from orders.zones.forms import OUTSIDE, AnswerForm, TownRuleForm, ZoneForm
from orders.zones.lifecycle import QuestionState
from orders.zones.rights import ZONES_ANSWER, ZONES_EDIT, ZONES_READ
from orders.zones.selectors import page as shown
from orders.zones.selectors import zones as reads
from orders.zones.services import questions as services
from orders.zones.services import tables
from people.access import Request, needs


@needs(ZONES_ANSWER)
@require_GET
def question_list(request: Request) -> HttpResponse:
    """Doubtful addresses, the oldest first; a key or a click picks the zone."""
    state = request.GET.get("status", QuestionState.OPEN)
    state = state if state in set(QuestionState) else QuestionState.OPEN
    page = page_of(reads.questions_for(request.user, state), request)
    rows = shown.question_rows(page)
    for row in rows:
        row["url"] = order_url(row["question"].order)
    context = {
        "page": page,
        "rows": rows,
        "zones": zones_in_terms(None),
        "open": state == QuestionState.OPEN,
        "tabs": shown.tabs(reads.question_counts(request.user), state),
        "empty_icon": "circle-check",
        "empty_title": _("No question waits"),
        "outside": OUTSIDE,
        "empty_text": _("An address with a doubtful zone stands here after its import until somebody picks the zone."),
    }
    return render(request, "orders/zones/zone_question_list.html", context)


@needs(ZONES_ANSWER)
@require_POST
def question_answer(request: Request, pk: int) -> HttpResponse:
    """Place the order in the chosen zone, or leave it to the client."""
    question = reads.question_for(request.user, pk)
    data = _cleaned(AnswerForm(request.POST))
    zone = None if data["chosen"] == OUTSIDE else reads.zone_named(data["chosen"])
    placed = services.zone_answer(question=question, zone=zone, remember=data["remember"], actor=request.user)
    if zone:
        text = _("Zone %(zone)s: %(count)s orders were placed.") % {"zone": zone.name, "count": len(placed)}
    else:
        text = _("Out of area: an exception was opened for the client.")
    messages.success(request, text)
    return redirect("zone-question-list")


@needs(ZONES_READ)
@require_GET
def zone_list(request: Request) -> HttpResponse:
    """Zones with their promise, towns that differ, streets that were decided once."""
    user = request.user
    zones = reads.zones_all()
    context = {
        "zones": zones,
        "rules": reads.town_rules(),
        "page": page_of(reads.streets(), request),
        "may_edit": user.may(ZONES_EDIT),
        "may_forget": user.may(ZONES_EDIT) or user.may(ZONES_ANSWER),
        "may_answer": user.may(ZONES_ANSWER),
        "form": TownRuleForm(auto_id="rule_%s"),
    }
    return render(request, "orders/zones/zone_list.html", context)


@needs(ZONES_EDIT)
@require_POST
def zone_edit(request: Request, pk: int) -> HttpResponse:
    zone = reads.zone_get(pk)
    tables.zone_edit(zone=zone, actor=request.user, **_cleaned(ZoneForm(request.POST)))
    messages.success(request, _("Zone %(zone)s is saved; it counts for orders from now on.") % {"zone": zone.name})
    return redirect("zone-list")


@needs(ZONES_EDIT)
@require_POST
def town_rule_add(request: Request) -> HttpResponse:
    rule = tables.town_rule_add(actor=request.user, **_cleaned(TownRuleForm(request.POST)))
    messages.success(request, _("%(town)s is in zone %(zone)s from now on.") % {"town": rule, "zone": rule.zone.name})
    return redirect("zone-list")


@needs(ZONES_EDIT)
@require_POST
def town_rule_remove(request: Request, pk: int) -> HttpResponse:
    rule = reads.town_rule_get(pk)
    tables.town_rule_remove(rule=rule, actor=request.user)
    messages.success(request, _("%(town)s has the zone of its district again.") % {"town": rule})
    return redirect("zone-list")


@needs(ZONES_ANSWER, ZONES_EDIT)
@require_POST
def street_forget(request: Request, pk: int) -> HttpResponse:
    street = reads.street_get(pk)
    services.street_forget(street=street, actor=request.user)
    messages.success(request, _("%(street)s will be asked again.") % {"street": street.street})
    return redirect("zone-list")


def _cleaned(form: AnswerForm | TownRuleForm | ZoneForm) -> JsonObject:
    """The values of a small form; its first fault as a Refusal, which goes back to the page."""
    if not form.is_valid():
        field, faults = next(iter(form.errors.items()))
        raise Invalid(field, str(faults[0]))
    return form.cleaned_data
