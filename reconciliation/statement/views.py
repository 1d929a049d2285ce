"""The weekly statements."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.errors import Invalid
from core.pagination import page_of
from core.workbooks import XLSX
from people.access import Request, needs
from reconciliation.statement import exports, lifecycle, selectors
from reconciliation.statement.forms import StatementForm
from reconciliation.statement.lifecycle import LineOutcome
from reconciliation.statement.rights import STATEMENT_IMPORT, STATEMENT_READ
from reconciliation.statement.selectors import OutcomeTotal
from reconciliation.statement.services import statement_match


@needs(STATEMENT_IMPORT)
@require_POST
def statement_upload(request: Request) -> HttpResponse:
    """Take a statement and show what it came to."""
    form = StatementForm(request.POST, request.FILES)
    if not form.is_valid():
        raise Invalid("statement_form", _("Choose the week and the client's file."))
    upload = form.cleaned_data["file"]
    statement = statement_match(
        content=upload.read(),
        filename=upload.name,
        week=form.cleaned_data["week"],
        client=form.cleaned_data["client"],
        actor=request.user,
    )
    return redirect("statement-page", pk=statement.pk)


@needs(STATEMENT_READ)
def statement_page(request: Request, pk: int) -> HttpResponse:
    """One statement: its classes as tabs and bars, and the lines of the chosen class."""
    statement = selectors.statement_get(pk)
    figures = selectors.statement_figures(statement)
    chosen = request.GET.get("status") or _first_break(figures)
    lines = statement.lines.filter(outcome=chosen).select_related("order", "carried_from__statement")
    tabs = [
        {"label": _(f["label"]), "code": f["outcome"], "count": f["lines"], "current": f["outcome"] == chosen}
        for f in figures
    ]
    bars = [{"label": _(f["label"]), "value": f["lines"], "tone": f["tone"]} for f in figures]
    context = {
        "statement": statement,
        "figures": figures,
        "tabs": tabs,
        "bars": bars,
        "page": page_of(lines, request),
        "filtered": True,
        "by": {f["outcome"]: f for f in figures},
    }
    return render(request, "reconciliation/statement/statement_page.html", context)


@needs(STATEMENT_READ)
def statement_result(request: Request, pk: int) -> HttpResponse:
    """The result as a workbook (DOC-16)."""
    statement = selectors.statement_get(pk)
    answer = HttpResponse(exports.result_workbook(statement), content_type=XLSX)
    answer["Content-Disposition"] = (
        f'attachment; filename="reconciliation-{statement.client.code}-{statement.week}.xlsx"'
    )
    return answer


def _first_break(figures: list[OutcomeTotal]) -> str:
    """The class that wants a person first: a break with lines, else what is matched."""
    breaks = [row["outcome"] for row in figures if row["lines"] and row["outcome"] in lifecycle.BREAKS]
    return breaks[0] if breaks else LineOutcome.MATCHED
