"""Addresses of the laboratory: the demo clock and the terminal look-alike."""

from django.urls import path

from lab.clock import api as clock_api
from lab.clock import views as clock
from lab.terminal import views as terminal

urlpatterns = [
    path("clock/", clock.clock_page, name="clock"),
    path("sim/pos/", terminal.pos_mine, name="sim-pos"),
    path("sim/pos/<str:serial>/", terminal.pos_page, name="sim-pos-terminal"),
]

api_urlpatterns = [
    path("clock/", clock_api.clock_api, name="api-clock"),
]
