"""Every address of the product. An app's pages and API are listed in its own `urls.py`."""

from importlib import import_module

from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from core.health import healthz
from people.access import needs, open_to_all

# Rooms with addresses, upstream first.
ROOMS = ("people", "sheets", "orders", "dispatch", "returns", "cod", "reconciliation", "driver", "operations")

_rooms = [import_module(f"{room}.urls") for room in ROOMS]

urlpatterns = [
    path("healthz", open_to_all(healthz), name="healthz"),
    path("api/schema/", needs("self.manage")(SpectacularAPIView.as_view()), name="schema"),
    path("api/docs/", needs("self.manage")(SpectacularSwaggerSplitView.as_view(url_name="schema")), name="api-docs"),
    *[path("", include(room.urlpatterns)) for room in _rooms],
    path("api/pos/v1/", include(import_module("cod.urls").gateway_urlpatterns)),
    *[path("api/v1/", include(getattr(room, "api_urlpatterns", []))) for room in _rooms],
]

handler400 = "core.http.bad_request"
handler403 = "core.http.forbidden"
handler404 = "core.http.not_found"
handler500 = "core.http.server_error"
