"""Zones, towns, remembered streets, and the questions about doubtful addresses."""

from django.urls import path

from orders.zones import api as zones_api
from orders.zones import views as zones

pages = [
    path("zones/", zones.zone_list, name="zone-list"),
    path("zones/<int:pk>/", zones.zone_edit, name="zone-edit"),
    path("zones/towns/", zones.town_rule_add, name="town-rule-add"),
    path("zones/towns/<int:pk>/remove/", zones.town_rule_remove, name="town-rule-remove"),
    path("zones/streets/<int:pk>/forget/", zones.street_forget, name="street-forget"),
    path("zones/questions/", zones.question_list, name="zone-question-list"),
    path("zones/questions/<int:pk>/", zones.question_answer, name="zone-question-answer"),
]

api = [
    path("zones/", zones_api.zones, name="api-zones"),
    path("zones/questions/", zones_api.questions, name="api-zone-questions"),
    path("zones/questions/<int:pk>/answer/", zones_api.answer, name="api-zone-question-answer"),
]
