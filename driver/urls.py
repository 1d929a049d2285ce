"""Addresses of the driver's phone."""

from django.urls import path

from driver import api, views

urlpatterns = [
    path("d/", views.home, name="driver-home"),
    path("d/run/", views.run_page, name="driver-run"),
    path("d/run/handover/", views.handover_page, name="driver-handover"),
    path("d/run/handover/found/", views.handover_found, name="driver-handover-found"),
    path("d/run/stops/<int:pk>/", views.stop_page, name="driver-stop"),
    path("d/run/stops/<int:pk>/payment/", views.stop_payment, name="driver-stop-payment"),
    path("d/run/stops/<int:pk>/cash/", views.cash_page, name="driver-cash"),
    path("d/run/stops/<int:pk>/deliver/", views.deliver_page, name="driver-deliver"),
    path("d/run/stops/<int:pk>/refuse/", views.refuse_page, name="driver-refuse"),
    path("d/calls/", views.calls_page, name="driver-calls"),
    path("d/calls/<int:pk>/", views.call_page, name="driver-call"),
    path("d/me/", views.me_page, name="driver-me"),
    path("d/me/sheets/<int:pk>/", views.sheet_page, name="driver-sheet"),
    path("d/notices/read/", views.notices_read, name="driver-notices-read"),
]

api_urlpatterns = [
    path("driver/run/", api.run),
    path("driver/stops/<int:pk>/", api.stop),
    path("driver/stops/<int:pk>/deliver/", api.deliver),
    path("driver/stops/<int:pk>/refuse/", api.refuse),
    path("driver/stops/<int:pk>/call/", api.call),
    path("driver/stops/<int:pk>/cash/", api.cash),
]
