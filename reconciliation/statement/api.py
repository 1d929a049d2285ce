"""Statements for programs."""

from typing import Any

from rest_framework.request import Request

from core.contract import operation
from orders.register.selectors.clients import only_client
from people.access import needs
from reconciliation.statement import selectors
from reconciliation.statement.models import Statement
from reconciliation.statement.serializers import StatementIn, StatementOut
from reconciliation.statement.services import statement_match


@needs("statement.import")
@operation("POST", takes=StatementIn, gives=StatementOut)
def statements(request: Request, data: dict[str, Any]) -> Statement:
    """Send the statement of a week: matched at once; the same file again gives the same answer."""
    upload = data["file"]
    return statement_match(
        content=upload.read(), filename=upload.name, week=data["week"], client=only_client(), actor=request.user
    )


@needs("statement.read")
@operation("GET", gives=StatementOut)
def statement(request: Request, pk: int) -> Statement:
    """One statement with its counts."""
    return selectors.statement_get(pk)
