"""Global search."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from core.pagination import page_of
from operations.search import selectors as search
from operations.search.rights import SEARCH_USE
from people.access import Request, needs


@needs(SEARCH_USE)
def find(request: Request) -> HttpResponse:
    """Search by order number, waybill or phone tail; one hit opens at once."""
    text = request.GET.get("q", "").strip()
    rows = search.orders_found(request.user, text)
    if len(rows) == 1:
        return redirect("order-page", pk=rows[0].pk)
    return render(request, "operations/search/search.html", {"page": page_of(rows, request), "text": text})
