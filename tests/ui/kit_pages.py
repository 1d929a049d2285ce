"""Addresses for the browser tests: pages made of nothing but the kit."""

from django.http import HttpResponse
from django.template import Context, RequestContext, Template
from django.urls import path

from config import wiring
from config.urls import urlpatterns as product_urls
from core.errors import Invalid
from core.pagination import page_of
from core.questions import Bell
from people.access import open_to_all

POSTED = []


def no_bell(asked):
    """The bell reads the database, which these pages need not have."""


ANSWERS = wiring.ANSWERS | {Bell: "tests.ui.kit_pages.no_bell"}

LIST = """{% extends "components/list.html" %}{% load ui %}
{% block head %}<input data-key-search><a id="export" data-key="KeyE" href="?exported=1">Export</a>{% endblock %}
{% block columns %}<th>Order</th>{% endblock %}
{% block rows %}{% for row in page %}<tr><td class="pick"><input type="checkbox" data-pick name="pick" form="batch"
value="{{ row }}"></td><td><a data-open href="?opened={{ row }}">{{ row }}</a></td></tr>{% endfor %}{% endblock %}
{% block batch_actions %}<button>Move</button>{% endblock %}"""

FORMS = """{% extends "base.html" %}{% load ui %}{% block content %}
<form id="plain" method="post" action="/kit/slow/">{% csrf_token %}{% once %}
<button id="send">Send</button></form>
<form id="asked" method="post" action="/kit/slow/" data-confirm="Void it?">{% csrf_token %}
<button id="void">V</button></form>
<form id="scan" method="post" action="/kit/slow/">{% csrf_token %}
<input data-scan name="code" inputmode="none"></form>
<form id="kept" method="post" action="/kit/refuse/">{% csrf_token %}{% back %}<input name="words">
<input name="pin" type="password"><details><summary>More</summary><input name="note"></details>
<label><input type="radio" name="window" value="9-12"></label>
<label><input type="radio" name="window" value="12-15"></label>
<button id="refused">R</button></form>
<b data-countdown="{{ now|date:'c' }}"></b>{% endblock %}"""

DRIVER = """{% extends "driver/base.html" %}{% load ui %}{% block content %}
<form id="f" method="post" action="/kit/slow/">{% csrf_token %}
{% include "driver/signature.html" with label="Sign" required=True %}</form>{% endblock %}
{% block action %}{% include "driver/action.html" with form="f" label="Done" %}{% endblock %}"""


def _page(source, request, **context):
    return HttpResponse(Template(source).render(RequestContext(request, context)))


@open_to_all
def list_page(request):
    return _page(LIST, request, page=page_of([f"R{n}" for n in range(9)], request), batch="/kit/slow/")


@open_to_all
def forms_page(request):
    return _page(FORMS, request)


@open_to_all
def driver_page(request):
    return _page(DRIVER, request)


@open_to_all
def slow(request):
    """Takes the post, and answers with what it got."""
    POSTED.append(request.POST.dict() | {"pick": request.POST.getlist("pick")})
    return HttpResponse(Template("got {{ n }}").render(Context({"n": len(POSTED)})))


slow.not_once = True


@open_to_all
def refuse(request):
    """Never does what it is asked."""
    raise Invalid("words", "Not like this.")


refuse.not_once = True

urlpatterns = [
    path("kit/list/", list_page),
    path("kit/forms/", forms_page),
    path("kit/driver/", driver_page),
    path("kit/slow/", slow),
    path("kit/refuse/", refuse),
    *product_urls,
]
