"""Addresses of the exceptions desk and the packaging standard."""

from django.urls import path

from orders.exceptions import api as exceptions_api
from orders.exceptions.views import cases, desk, standard

pages = [
    path("standard/", standard.standard_list, name="standard-list"),
    path("standard/new/", standard.clause_edit, name="clause-new"),
    path("standard/<int:pk>/", standard.clause_edit, name="clause-edit"),
    path("exceptions/register/", desk.exception_register, name="exception-register"),
    path("exceptions/<int:pk>/assign/", desk.exception_assign, name="exception-assign"),
    path("exceptions/<int:pk>/snooze/", desk.exception_snooze, name="exception-snooze"),
    path("exceptions/<int:pk>/reply/", desk.exception_reply, name="exception-reply"),
    path("exceptions/<int:pk>/attach/", desk.exception_attach, name="exception-attach"),
    path("exceptions/", cases.exception_list, name="exception-list"),
    path("exceptions/<int:pk>/", cases.exception_page, name="exception-page"),
    path("exceptions/<int:pk>/instruct/", cases.exception_instruct, name="exception-instruct"),
    path("exceptions/<int:pk>/close/", cases.exception_close, name="exception-close"),
]

api = [
    path("exceptions/", exceptions_api.case_list, name="api-exceptions"),
    path("exceptions/<int:pk>/", exceptions_api.detail, name="api-exception"),
    path("exceptions/<int:pk>/instruct/", exceptions_api.instruct, name="api-exception-instruct"),
    path("exceptions/<int:pk>/close/", exceptions_api.close, name="api-exception-close"),
    path("next-steps/", exceptions_api.steps, name="api-next-steps"),
]
