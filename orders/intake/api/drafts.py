"""The import in steps over the API: upload, look, mend, import; a long file is found again by its progress."""

from django.http import HttpResponse

from core.contract import operation
from core.serializers import listed
from core.types import JsonObject
from core.workbooks import XLSX
from orders.intake.orderfile import upload_bytes
from orders.intake.rights import ORDERS_IMPORT
from orders.intake.selectors import drafts as reads
from orders.intake.selectors.imports import hub_of_code
from orders.intake.serializers.drafts import (
    ChoicesIn,
    DraftBriefOut,
    DraftDetail,
    DraftIn,
    DraftOut,
    MendIn,
    TitlesIn,
    draft_detail,
)
from orders.intake.services import drafts as services
from orders.register.web import book_answer
from people.access import ApiRequest, by_method, needs


@needs(ORDERS_IMPORT)
@operation("GET", gives=listed(DraftBriefOut))
def draft_list(request: ApiRequest) -> JsonObject:
    """Files that are not imported yet, failed ones among them."""
    return {"results": [waiting.draft for waiting in reads.drafts_open()]}


@needs(ORDERS_IMPORT)
@operation("POST", takes=DraftIn, gives=DraftOut, status=201)
def draft_upload(request: ApiRequest, data: JsonObject) -> DraftDetail:
    """Upload one file; a short one is checked at once."""
    upload = data["file"]
    made = services.draft_upload(
        content=upload_bytes(upload),
        filename=upload.name,
        business_date=data["business_date"],
        client=data["client"],
        platform=hub_of_code(),
        actor=request.user,
    )
    return _now(made.pk)


drafts = by_method(draft_list, draft_upload)


@needs(ORDERS_IMPORT)
@operation("GET", gives=DraftOut)
def draft(request: ApiRequest, pk: int) -> DraftDetail:
    """Where the file stands: state, progress, counts, changed orders, rows to mend."""
    return _now(pk)


@needs(ORDERS_IMPORT)
@operation("POST", takes=MendIn, gives=DraftOut)
def mend(request: ApiRequest, data: JsonObject, pk: int) -> DraftDetail:
    """New text for cells of one row; the file is checked again."""
    services.draft_mend(draft=reads.draft_get(pk), row_no=data["row"], values=data["values"], actor=request.user)
    return _now(pk)


@needs(ORDERS_IMPORT)
@operation("POST", gives=DraftOut)
def suggestions(request: ApiRequest, pk: int) -> DraftDetail:
    """Take every suggestion at once."""
    services.draft_suggestions_take(draft=reads.draft_get(pk), actor=request.user)
    return _now(pk)


@needs(ORDERS_IMPORT)
@operation("POST", takes=TitlesIn, gives=DraftOut)
def titles(request: ApiRequest, data: JsonObject, pk: int) -> DraftDetail:
    """Say what unknown titles mean; it is kept for this client."""
    services.draft_map(draft=reads.draft_get(pk), columns=data["columns"], actor=request.user)
    return _now(pk)


@needs(ORDERS_IMPORT)
@operation("POST", takes=ChoicesIn, gives=DraftOut)
def confirm(request: ApiRequest, data: JsonObject, pk: int) -> DraftDetail:
    """Import a checked file; a long one is then on its way, see its progress."""
    chosen = services.draft_choose(draft=reads.draft_get(pk), choices=data["choices"], actor=request.user)
    services.draft_import(draft=chosen, actor=request.user)
    return _now(pk)


@needs(ORDERS_IMPORT)
@operation("POST", gives=DraftOut)
def drop(request: ApiRequest, pk: int) -> DraftDetail:
    """Give the file up; nothing of it is imported."""
    services.draft_drop(draft=reads.draft_get(pk), actor=request.user)
    return _now(pk)


@needs(ORDERS_IMPORT)
@operation("POST", gives=DraftOut)
def dismiss(request: ApiRequest, pk: int) -> DraftDetail:
    """A failed file was dealt with; it leaves the list."""
    services.draft_dismiss(draft=reads.draft_get(pk), actor=request.user)
    return _now(pk)


@needs(ORDERS_IMPORT)
@operation("GET", gives=XLSX)
def failed(request: ApiRequest, pk: int) -> HttpResponse:
    """The rows that would not be imported, as a workbook to mend and upload alone."""
    found = reads.draft_get(pk)
    return book_answer(reads.draft_failed_book(found), f"failed-rows-{found.business_date}-{found.pk}.xlsx")


def _now(pk: int) -> DraftDetail:
    return draft_detail(reads.draft_get(pk))
