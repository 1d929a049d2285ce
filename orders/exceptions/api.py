"""The register of exceptions over the API."""

from django.db.models import QuerySet

from core.contract import operation
from core.types import JsonObject
from orders.exceptions.models import ExceptionCase, NextStep
from orders.exceptions.rights import EXCEPTIONS_CLOSE, EXCEPTIONS_INSTRUCT, EXCEPTIONS_READ, NEXT_STEPS_READ
from orders.exceptions.selectors import cases as reads
from orders.exceptions.selectors.next_steps import steps_waiting
from orders.exceptions.serializers import CaseOut, CasesIn, CloseIn, InstructIn, StepOut, StepsIn
from orders.exceptions.services import cases as services
from people.access import ApiRequest, needs


@needs(EXCEPTIONS_READ)
@operation("GET", takes=CasesIn, gives=CaseOut, paged=True)
def case_list(request: ApiRequest, asked: JsonObject) -> QuerySet[ExceptionCase]:
    """Cases by clock."""
    return reads.cases_found(request.user, **asked)


@needs(EXCEPTIONS_READ)
@operation("GET", gives=CaseOut)
def detail(request: ApiRequest, pk: int) -> ExceptionCase:
    """One case."""
    return reads.case_for(request.user, pk)


@needs(NEXT_STEPS_READ)
@operation("GET", takes=StepsIn, gives=StepOut, paged=True)
def steps(request: ApiRequest, asked: JsonObject) -> QuerySet[NextStep]:
    """What instructions make people do next and nobody has done yet."""
    return steps_waiting(request.user, asked["kind"])


@needs(EXCEPTIONS_INSTRUCT)
@operation("POST", takes=InstructIn, gives=CaseOut)
def instruct(request: ApiRequest, data: JsonObject, pk: int) -> ExceptionCase:
    """Record the client's instruction under its own staff number (INV-11)."""
    services.exception_instruct(case=reads.case_for(request.user, pk), actor=request.user, **data)
    return reads.case_for(request.user, pk)


@needs(EXCEPTIONS_CLOSE)
@operation("POST", takes=CloseIn, gives=CaseOut)
def close(request: ApiRequest, data: JsonObject, pk: int) -> ExceptionCase:
    """Close with the action that was taken; it must be the instructed one (INV-10)."""
    services.exception_close(case=reads.case_for(request.user, pk), actor=request.user, **data)
    return reads.case_for(request.user, pk)
