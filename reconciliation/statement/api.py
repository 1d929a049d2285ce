"""Statements for programs."""

from rest_framework.decorators import api_view
from rest_framework.response import Response

from core.inputs import parsed
from orders.register.selectors.clients import only_client
from people.access import needs
from reconciliation.statement import selectors
from reconciliation.statement.serializers import StatementIn
from reconciliation.statement.services import statement_match


@needs("statement.import")
@api_view(["POST"])
def statements(request):
    """POST a statement workbook of a week: matched at once; the same file again gives the same answer."""
    data = parsed(StatementIn, request.data)
    upload = data["file"]
    statement = statement_match(
        content=upload.read(), filename=upload.name, week=data["week"], client=only_client(), actor=request.user
    )
    return Response(statement_json(statement))


@needs("statement.read")
@api_view(["GET"])
def statement(request, pk):
    """One statement with its counts."""
    return Response(statement_json(selectors.statement_get(pk)))


def statement_json(statement):
    """{id, week, lines, matched, ..., matched_fen}: lines by outcome; `lines` counts the file's rows."""
    figures = selectors.statement_figures(statement)
    counts = {row["outcome"]: row["lines"] for row in figures}
    matched = next(row["our_fen"] for row in figures if row["outcome"] == "matched")
    return {
        "id": statement.pk,
        "week": statement.week,
        "lines": statement.rows,
        "amount_fen": statement.amount_fen,
        **counts,
        "matched_fen": matched,
    }
