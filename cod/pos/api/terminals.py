"""Terminals and their issue, for cashiers and drivers."""

from django.conf import settings
from rest_framework.decorators import api_view
from rest_framework.response import Response

from cod.pos import selectors
from cod.pos.serializers import IssueIn, ReturnIn, SignIn, sheet_json
from cod.pos.services import terminals
from core.inputs import parsed
from people.access import needs
from sheets.signing import signer_from


@needs("pos.read", "pos.manage")
@api_view(["GET"])
def terminal_list(request):
    """The terminals of the platform. In a simulation their secrets too, so that the simulator can sign."""
    rows = [
        {"id": row.pk, "serial": row.serial, "state": row.state, "platform": row.platform.code}
        | ({"secret": row.secret} if settings.SIMULATION and request.user.may("pos.manage") else {})
        for row in selectors.terminals_for(request.user)
    ]
    return Response({"count": len(rows), "results": rows})


@needs("pos.manage")
@api_view(["POST"])
def issue_create(request):
    """{terminal, driver, business_date} -> {id, sheet}. Terminal and driver by code or id."""
    data = parsed(IssueIn, request.data)
    issue = terminals.terminal_issue(
        terminal=selectors.by_code(selectors.terminals_for(request.user), data["terminal"], "serial"),
        driver=selectors.by_code(selectors.drivers_for(request.user), data["driver"], "code"),
        business_date=data["business_date"],
        actor=request.user,
    )
    return Response({"id": issue.pk, "sheet": sheet_json(issue.issue_sheet)}, status=201)


@needs("pos.sign")
@api_view(["POST"])
def issue_sign(request, pk):
    """{side, shown_hash, username?, pin?} -> {complete}."""
    return _sign(request, pk, terminals.terminal_issue_sign)


@needs("pos.manage")
@api_view(["POST"])
def issue_return(request, pk):
    """{condition?} -> {id, sheet}: the return sheet to be signed."""
    issue = selectors.one(selectors.issues_for(request.user), pk=pk)
    data = parsed(ReturnIn, request.data)
    issue = terminals.terminal_return(issue=issue, actor=request.user, condition=data["condition"])
    return Response({"id": issue.pk, "sheet": sheet_json(issue.return_sheet)})


@needs("pos.sign")
@api_view(["POST"])
def return_sign(request, pk):
    """{side, shown_hash, username?, pin?} -> {complete}."""
    return _sign(request, pk, terminals.terminal_return_sign)


def _sign(request, pk, service):
    data = parsed(SignIn, request.data)
    issue = selectors.one(selectors.issues_for(request.user), pk=pk)
    signer, method = signer_from(request, data)
    complete = service(issue=issue, side=data["side"], signer=signer, method=method, shown_hash=data["shown_hash"])
    return Response({"complete": complete})
