"""Addresses of the dispatch room."""

from django.urls import path

from dispatch.calls import api as calls_api
from dispatch.calls import views as calls
from dispatch.fleet import views as fleet
from dispatch.handover import api
from dispatch.handover import views as runs
from dispatch.runs.views import desk

urlpatterns = [
    path("dispatch/", desk.desk, name="dispatch-desk"),
    path("dispatch/assign/", desk.assign, name="dispatch-assign"),
    path("dispatch/plan/", desk.plan_accept, name="dispatch-plan"),
    path("handover/", runs.handover_desk, name="handover-desk"),
    path("runs/<int:pk>/", runs.run_page, name="run-page"),
    path("runs/<int:pk>/issue/", runs.run_issue, name="run-issue"),
    path("runs/<int:pk>/sign/", runs.run_sign, name="run-sign"),
    path("runs/<int:pk>/missing/", runs.run_missing, name="run-missing"),
    path("runs/<int:pk>/depart/", runs.run_depart, name="run-depart"),
    path("runs/<int:pk>/stops/", runs.stops_change, name="run-stops"),
    path("calls/", calls.call_desk, name="call-desk"),
    path("calls/<int:order_id>/take/", calls.call_take, name="call-take"),
    path("calls/<int:order_id>/log/", calls.call_log, name="call-log"),
    path("fleet/", fleet.fleet_page, name="fleet"),
    path("fleet/drivers/new/", fleet.driver_new, name="driver-new"),
    path("fleet/drivers/<int:pk>/block/", fleet.driver_block, name="driver-block"),
    path("fleet/vehicles/new/", fleet.vehicle_new, name="vehicle-new"),
]

api_urlpatterns = [
    path("runs/", api.run_list),
    path("runs/suggest/", api.run_suggest),
    path("runs/plan/", api.run_plan),
    path("runs/<int:pk>/", api.run_detail),
    path("runs/<int:pk>/issue/", api.run_issue),
    path("runs/<int:pk>/match/", api.run_match),
    path("runs/<int:pk>/missing/", api.run_missing),
    path("runs/<int:pk>/sign/", api.run_sign),
    path("runs/<int:pk>/depart/", api.run_depart),
    path("calls/", calls_api.call_list),
    path("calls/<int:order_id>/take/", calls_api.call_take),
    path("calls/<int:order_id>/log/", calls_api.call_log),
]
