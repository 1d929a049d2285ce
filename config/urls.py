"""Every address of the product. An app's pages and API are listed in its own `urls.py`."""

from importlib import import_module

from django.apps import apps
from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from core.health import healthz
from people.access import needs, open_to_all
from people.rights import SELF_MANAGE

# Apps with addresses, upstream first; the laboratory is not there in production.
APPS = ("people", "sheets", "orders", "dispatch", "returns", "cod", "reconciliation", "driver", "operations", "lab")

_apps = [import_module(f"{app}.urls") for app in APPS if apps.is_installed(app)]

urlpatterns = [
    path("healthz", open_to_all(healthz), name="healthz"),
    path("api/schema/", needs(SELF_MANAGE)(SpectacularAPIView.as_view()), name="schema"),
    path("api/docs/", needs(SELF_MANAGE)(SpectacularSwaggerSplitView.as_view(url_name="schema")), name="api-docs"),
    *[path("", include(app.urlpatterns)) for app in _apps],
    path("api/pos/v1/", include(import_module("cod.urls").gateway_urlpatterns)),
    *[path("api/v1/", include(getattr(app, "api_urlpatterns", []))) for app in _apps],
]

handler400 = "core.http.bad_request"
handler403 = "core.http.forbidden"
handler404 = "core.http.not_found"
handler500 = "core.http.server_error"
