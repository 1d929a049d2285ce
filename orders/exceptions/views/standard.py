"""The packaging standard: what may be refused at the gate and at the door."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.pagination import page_of
from orders.exceptions.forms import ClauseForm
from orders.exceptions.rights import STANDARD_MANAGE, STANDARD_READ
from orders.exceptions.selectors import standard as reads
from orders.exceptions.services.standard import clause_save
from orders.register.tabs import tabs_of
from people.access import Request, needs


@needs(STANDARD_READ, STANDARD_MANAGE)
def standard_list(request: Request) -> HttpResponse:
    """The clauses of both lists (ENT-13)."""
    place = request.GET.get("status", "")
    context = {
        "page": page_of(reads.clauses(place), request),
        "tabs": tabs_of([("", _("All")), ("inbound", _("At arrival")), ("door", _("At the door"))], place),
        "may_manage": request.user.may(STANDARD_MANAGE),
        "empty_title": _("The standard has no clause yet"),
    }
    return render(request, "orders/exceptions/standard_list.html", context)


@needs(STANDARD_MANAGE)
@require_http_methods(["GET", "POST"])
def clause_edit(request: Request, pk: int | None = None) -> HttpResponse:
    """Add or change one clause."""
    clause = reads.clause_for(pk) if pk else None
    before = reads.clause_for(pk) if pk else None  # the form writes into its instance
    form = ClauseForm(request.POST or None, instance=clause)
    if request.method == "POST" and form.is_valid():
        saved = clause_save(clause=before, actor=request.user, **form.cleaned_data)
        messages.success(request, _("Clause %(code)s is saved.") % {"code": saved.code})
        return redirect("standard-list")
    status = 422 if request.method == "POST" else 200
    return render(request, "orders/exceptions/clause_edit.html", {"form": form, "clause": before}, status=status)
