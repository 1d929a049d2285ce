"""Addresses of the gate: arrivals and the store."""

from django.urls import path

from orders.gate.api import arrivals as arrivals_api
from orders.gate.api import stock as stock_api
from orders.gate.views import arrivals, stock

pages = [
    path("arrivals/", arrivals.arrival_list, name="arrival-list"),
    path("arrivals/new/", arrivals.arrival_new, name="arrival-new"),
    path("arrivals/<int:pk>/", arrivals.arrival_page, name="arrival-page"),
    path("arrivals/<int:pk>/unloaded/", arrivals.arrival_unloaded, name="arrival-unloaded"),
    path("arrivals/<int:pk>/scan/", arrivals.arrival_scan, name="arrival-scan"),
    path("arrivals/<int:pk>/items/<int:item>/", arrivals.arrival_line, name="arrival-line"),
    path("arrivals/<int:pk>/rest/", arrivals.arrival_rest, name="arrival-rest"),
    path("arrivals/<int:pk>/issue/", arrivals.arrival_issue, name="arrival-issue"),
    path("arrivals/<int:pk>/sign/", arrivals.arrival_sign, name="arrival-sign"),
    path("arrivals/<int:pk>/items/<int:item>/photo/", arrivals.arrival_photo, name="arrival-photo"),
    path("arrivals/<int:pk>/surplus/", arrivals.arrival_surplus, name="arrival-surplus"),
    path("stock/", stock.stock_list, name="stock-list"),
    path("stock/move/", stock.stock_move, name="stock-move"),
    path("stock/surplus/<int:pk>/join/", stock.surplus_joined, name="surplus-join"),
]

api = [
    path("arrivals/", arrivals_api.arrivals, name="api-arrivals"),
    path("arrivals/<int:pk>/", arrivals_api.detail, name="api-arrival"),
    path("arrivals/<int:pk>/unloaded/", arrivals_api.unloaded, name="api-arrival-unloaded"),
    path("arrivals/<int:pk>/check/", arrivals_api.check, name="api-arrival-check"),
    path("arrivals/<int:pk>/issue/", arrivals_api.issue, name="api-arrival-issue"),
    path("arrivals/<int:pk>/sign/", arrivals_api.sign, name="api-arrival-sign"),
    path("arrivals/<int:pk>/items/<int:item>/photo/", arrivals_api.photo, name="api-arrival-photo"),
    path("arrivals/<int:pk>/surplus/", arrivals_api.surplus, name="api-arrival-surplus"),
    path("stock/", stock_api.stock_list, name="api-stock"),
    path("stock/move/", stock_api.move, name="api-stock-move"),
    path("stock/surplus/<int:pk>/join/", stock_api.join, name="api-surplus-join"),
]
