"""The bank's file."""

from rest_framework.decorators import api_view
from rest_framework.response import Response

from cod.bank.forms import upload_of
from cod.bank.imports import BankFileProblem
from cod.bank.services import bank_arrival
from cod.pos.forms import date_of
from core.http import refusal_json
from people.access import needs


@needs("bank.import")
@api_view(["POST"])
def arrival(request):
    """Multipart file, business_date -> {id, lines, matched, short, over, unknown, missing, ...}."""
    upload = upload_of(request)
    date = date_of(request.data.get("business_date"))
    try:
        report = bank_arrival(content=upload.read(), filename=upload.name, business_date=date, actor=request.user)
    except BankFileProblem as problem:
        return Response({"error": refusal_json(problem), "problems": problem.problems}, status=422)
    return Response(report.as_json(), status=201)
