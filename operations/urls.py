"""Addresses of what joins everything."""

from django.urls import path

from operations import api
from operations.views import board, order, pos, system

urlpatterns = [
    path("board/", board.board, name="board"),
    path("orders/<int:pk>/", order.order_page, name="order-page"),
    path("orders/<int:pk>/phone/", order.phone, name="order-phone"),
    path("search/", order.find, name="search"),
    path("files/<int:pk>/", order.file, name="file"),
    path("downloads/", order.downloads, name="downloads"),
    path("clock/", system.clock_page, name="clock"),
    path("jobs/", system.job_list, name="job-list"),
    path("jobs/again/", system.job_again, name="job-again"),
    path("calendar/", system.calendar_page, name="calendar"),
    path("balance/", system.balance_page, name="balance"),
    path("sim/pos/", pos.pos_mine, name="sim-pos"),
    path("sim/pos/<str:serial>/", pos.pos_page, name="sim-pos-terminal"),
]

api_urlpatterns = [
    path("clock/", api.clock_api, name="api-clock"),
    path("jobs/", api.job_runs, name="api-jobs"),
    path("balance/", api.balance_api, name="api-balance"),
]
