"""Statements for programs."""

from core.contract import operation
from core.types import JsonObject
from people.access import ApiRequest, needs
from reconciliation.statement import selectors
from reconciliation.statement.models import Statement
from reconciliation.statement.rights import STATEMENT_IMPORT, STATEMENT_READ
from reconciliation.statement.serializers import StatementIn, StatementOut
from reconciliation.statement.services import statement_match


@needs(STATEMENT_IMPORT)
@operation("POST", takes=StatementIn, gives=StatementOut)
def statements(request: ApiRequest, data: JsonObject) -> Statement:
    """Send the statement of a week: matched at once; the same file again gives the same answer."""
    upload = data["file"]
    return statement_match(
        content=upload.read(), filename=upload.name, week=data["week"], client=data["client"], actor=request.user
    )


@needs(STATEMENT_READ)
@operation("GET", gives=StatementOut)
def statement(request: ApiRequest, pk: int) -> Statement:
    """One statement with its counts."""
    return selectors.statement_get(pk)
