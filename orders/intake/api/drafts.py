"""The import in steps over the API: upload, look, mend, import; a long file is found again by its progress."""

from drf_spectacular.utils import extend_schema
from rest_framework.decorators import api_view
from rest_framework.response import Response

from core.inputs import parsed
from orders.intake.orderfile import upload_bytes
from orders.intake.selectors import drafts as reads
from orders.intake.selectors.imports import client_of_code, hub_of_code
from orders.intake.serializers.drafts import ChoicesIn, DraftIn, MendIn, TitlesIn, draft_brief, draft_full
from orders.intake.services import drafts as services
from orders.register.web import book_answer
from people.access import needs


@extend_schema(request={"multipart/form-data": DraftIn}, responses={201: dict})
@needs("orders.import")
@api_view(["GET", "POST"])
def drafts(request):
    """GET: files that are not imported yet, failed ones among them. POST: upload one -> the draft, checked if short."""
    if request.method == "GET":
        return Response({"results": [draft_brief(row) for row in reads.drafts_open()]})
    data = parsed(DraftIn, request.data)
    upload = data["file"]
    made = services.draft_upload(
        content=upload_bytes(upload),
        filename=upload.name,
        business_date=data["business_date"],
        client=client_of_code(data["client"]),
        platform=hub_of_code(),
        actor=request.user,
    )
    return Response(draft_full(reads.draft_get(made.pk)), status=201)


@needs("orders.import")
@api_view(["GET"])
def draft(request, pk):
    """Where the file stands: state, progress, counts, changed orders, rows to mend."""
    return Response(draft_full(reads.draft_get(pk)))


@needs("orders.import")
@api_view(["POST"])
def mend(request, pk):
    """New text for cells of one row; the file is checked again."""
    data = parsed(MendIn, request.data)
    services.draft_mend(draft=reads.draft_get(pk), row_no=data["row"], values=data["values"], actor=request.user)
    return _now(pk)


@needs("orders.import")
@api_view(["POST"])
def suggestions(request, pk):
    """Take every suggestion at once."""
    services.draft_suggestions_take(draft=reads.draft_get(pk), actor=request.user)
    return _now(pk)


@needs("orders.import")
@api_view(["POST"])
def titles(request, pk):
    """Say what unknown titles mean; it is kept for this client."""
    columns = parsed(TitlesIn, request.data)["columns"]
    services.draft_map(draft=reads.draft_get(pk), columns=columns, actor=request.user)
    return _now(pk)


@needs("orders.import")
@api_view(["POST"])
def confirm(request, pk):
    """Import a checked file; a long one is then on its way, see its progress."""
    choices = parsed(ChoicesIn, request.data)["choices"]
    chosen = services.draft_choose(draft=reads.draft_get(pk), choices=choices, actor=request.user)
    services.draft_import(draft=chosen, actor=request.user)
    return _now(pk)


@needs("orders.import")
@api_view(["POST"])
def drop(request, pk):
    """Give the file up; nothing of it is imported."""
    services.draft_drop(draft=reads.draft_get(pk), actor=request.user)
    return _now(pk)


@needs("orders.import")
@api_view(["POST"])
def dismiss(request, pk):
    """A failed file was dealt with; it leaves the list."""
    services.draft_dismiss(draft=reads.draft_get(pk), actor=request.user)
    return _now(pk)


@needs("orders.import")
@api_view(["GET"])
def failed(request, pk):
    """The rows that would not be imported, as a workbook to mend and upload alone."""
    found = reads.draft_get(pk)
    return book_answer(reads.draft_failed_book(found), f"failed-rows-{found.business_date}-{found.pk}.xlsx")


def _now(pk):
    return Response(draft_full(reads.draft_get(pk)))
