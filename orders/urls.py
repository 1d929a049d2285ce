"""Addresses of the orders' room. Each part of `orders/routes/` lists its own; add a part to the tuple."""

from orders.routes import gate, intake, zones

PARTS = (intake, gate, zones)

urlpatterns = [route for part in PARTS for route in part.pages]
api_urlpatterns = [route for part in PARTS for route in part.api]
