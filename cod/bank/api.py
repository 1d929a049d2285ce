"""The bank's file."""

from cod.bank.imports import BankFileProblem
from cod.bank.rights import BANK_IMPORT
from cod.bank.serializers import BankIn, BankRefusedOut, BankReportOut
from cod.bank.services import bank_arrival
from core.contract import operation
from core.http import refusal_json
from core.types import JsonObject
from people.access import ApiRequest, needs


@needs(BANK_IMPORT)
@operation("POST", takes=BankIn, gives={201: BankReportOut, 422: BankRefusedOut})
def arrival(request: ApiRequest, data: JsonObject) -> tuple[int, JsonObject]:
    """Book the bank's arrival file: all of it or nothing."""
    upload, date = data["file"], data["business_date"]
    try:
        report = bank_arrival(content=upload.read(), filename=upload.name, business_date=date, actor=request.user)
    except BankFileProblem as problem:
        return 422, {"error": refusal_json(problem), "problems": problem.problems}
    return 201, report.as_json()
