"""The order page, and global search."""

from urllib.parse import quote

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.files import content_of
from core.pagination import page_of
from operations.selectors import files, search, story
from operations.services.reveal import phone_reveal
from orders.selectors.promise_words import promise_shown
from people.access import needs


@needs("orders.read")
def order_page(request, pk):
    """Where goods, papers and money of this order are now, who holds each, and all that happened."""
    order = story.order_for(request.user, pk)
    stop = order.stops.select_related("run__driver__user").order_by("-id").first()
    context = {
        "order": order, "goods": story.goods_now(order), "papers": story.papers_now(order),
        "money": story.money_now(order), "sheets": story.sheets_of(order), "events": story.events(order), "stop": stop,
        "exceptions": story.exceptions_of(order), "promise": promise_shown(order),
    }  # fmt: skip
    return render(request, "operations/order_page.html", context)


@needs("phones.reveal")
@require_POST
def phone(request, pk):
    """Show the phone numbers once, and write down who looked."""
    order = story.order_for(request.user, pk)
    numbers = phone_reveal(order=order, actor=request.user)
    messages.info(request, _("Phone: %(numbers)s") % {"numbers": ", ".join(numbers)})
    return redirect("order-page", pk=pk)


@needs("search.use")
def find(request):
    """Search by order number, waybill or phone tail; one hit opens at once."""
    text = request.GET.get("q", "").strip()
    rows = search.orders_found(request.user, text)
    if len(rows) == 1:
        return redirect("order-page", pk=rows[0].pk)
    return render(request, "operations/search.html", {"page": page_of(rows, request), "text": text})


@needs("self.manage")
def file(request, pk):
    """A stored file, for those who may see what it is about."""
    stored = files.file_for(request.user, pk)
    answer = HttpResponse(content_of(stored), content_type=stored.content_type)
    kind = "inline" if stored.content_type.startswith("image/") else "attachment"
    answer.headers["Content-Disposition"] = f"{kind}; filename*=UTF-8''{quote(stored.name)}"
    return answer


@needs("self.manage")
def downloads(request):
    """The download centre."""
    page = page_of(files.files_for(request.user), request)
    page.items[:] = [files.file_named(file) for file in page.items]
    return render(request, "operations/downloads.html", {"page": page})
