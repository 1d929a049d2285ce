"""Terminals and their issue, for cashiers and drivers."""

from django.conf import settings
from django.db.models import F

from cod.pos import selectors
from cod.pos.models import PosIssue
from cod.pos.rights import POS_MANAGE, POS_READ, POS_SIGN
from cod.pos.serializers import IssueIn, IssueOut, ReturnIn, ReturnOut, TerminalOut
from cod.pos.services import terminals
from core.contract import operation
from core.serializers import counted
from core.types import JsonObject
from people.access import ApiRequest, needs
from sheets.serializers import SignedOut, SignIn
from sheets.signing import signature_from


@needs(POS_READ, POS_MANAGE)
@operation("GET", gives=counted(TerminalOut))
def terminal_list(request: ApiRequest) -> JsonObject:
    """The terminals of the platform. In a simulation their secrets too, so that the simulator can sign."""
    rows = selectors.terminals_for(request.user)
    if settings.SIMULATION and request.user.may(POS_MANAGE):
        rows = rows.annotate(secret_shown=F("secret"))
    return {"count": len(rows), "results": rows}


@needs(POS_MANAGE)
@operation("POST", takes=IssueIn, gives=IssueOut, status=201)
def issue_create(request: ApiRequest, data: JsonObject) -> PosIssue:
    """Prepare a terminal for a driver: the sheet is to be signed by both."""
    return terminals.terminal_issue(
        terminal=selectors.by_code(selectors.terminals_for(request.user), data["terminal"], "serial"),
        driver=selectors.by_code(selectors.drivers_for(request.user), data["driver"], "code"),
        business_date=data["business_date"],
        actor=request.user,
    )


@needs(POS_SIGN)
@operation("POST", takes=SignIn, gives=SignedOut)
def issue_sign(request: ApiRequest, data: JsonObject, pk: int) -> JsonObject:
    """Cashier or driver signs that the terminal went out."""
    issue = selectors.one(selectors.issues_for(request.user), pk=pk)
    return {"complete": terminals.terminal_issue_sign(issue=issue, **signature_from(request, data))}


@needs(POS_MANAGE)
@operation("POST", takes=ReturnIn, gives=ReturnOut)
def issue_return(request: ApiRequest, data: JsonObject, pk: int) -> PosIssue:
    """Prepare the return: the sheet is to be signed by both."""
    issue = selectors.one(selectors.issues_for(request.user), pk=pk)
    return terminals.terminal_return(issue=issue, actor=request.user, condition=data["condition"])


@needs(POS_SIGN)
@operation("POST", takes=SignIn, gives=SignedOut)
def return_sign(request: ApiRequest, data: JsonObject, pk: int) -> JsonObject:
    """Driver or cashier signs that the terminal came back."""
    issue = selectors.one(selectors.issues_for(request.user), pk=pk)
    return {"complete": terminals.terminal_return_sign(issue=issue, **signature_from(request, data))}
