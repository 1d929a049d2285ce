"""Addresses of the orders' app: each room lists its own."""

from orders.exceptions import urls as exceptions
from orders.feedback import urls as feedback
from orders.gate import urls as gate
from orders.intake import urls as intake
from orders.register import urls as register
from orders.zones import urls as zones

ROOMS = (register, intake, gate, exceptions, feedback, zones)

urlpatterns = [route for room in ROOMS for route in room.pages]
api_urlpatterns = [route for room in ROOMS for route in room.api]
