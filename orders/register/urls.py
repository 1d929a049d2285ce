"""The order list."""

from django.urls import path

from orders.register import api as orders_api
from orders.register import views

pages = [
    path("orders/", views.order_list, name="order-list"),
]

api = [
    path("orders/", orders_api.order_list, name="api-orders"),
]
