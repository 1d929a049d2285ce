"""Arrivals, exceptions and feedback files."""

from django.urls import path

from orders.api import arrivals as arrivals_api
from orders.api import exceptions as exceptions_api
from orders.api import feedback as feedback_api
from orders.api import stock as stock_api
from orders.views import arrivals, cases, exceptions, feedback, standard

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
    path("standard/", standard.standard_list, name="standard-list"),
    path("standard/new/", standard.clause_edit, name="clause-new"),
    path("standard/<int:pk>/", standard.clause_edit, name="clause-edit"),
    path("stock/", standard.stock_list, name="stock-list"),
    path("stock/move/", standard.stock_move, name="stock-move"),
    path("stock/surplus/<int:pk>/join/", standard.surplus_joined, name="surplus-join"),
    path("exceptions/register/", cases.exception_register, name="exception-register"),
    path("exceptions/<int:pk>/assign/", cases.exception_assign, name="exception-assign"),
    path("exceptions/<int:pk>/snooze/", cases.exception_snooze, name="exception-snooze"),
    path("exceptions/<int:pk>/reply/", cases.exception_reply, name="exception-reply"),
    path("exceptions/<int:pk>/attach/", cases.exception_attach, name="exception-attach"),
    path("exceptions/", exceptions.exception_list, name="exception-list"),
    path("exceptions/<int:pk>/", exceptions.exception_page, name="exception-page"),
    path("exceptions/<int:pk>/instruct/", exceptions.exception_instruct, name="exception-instruct"),
    path("exceptions/<int:pk>/close/", exceptions.exception_close, name="exception-close"),
    path("feedback/", feedback.feedback_list, name="feedback-list"),
    path("feedback/preview/", feedback.feedback_preview, name="feedback-preview"),
    path("feedback/make/", feedback.feedback_make, name="feedback-make"),
    path("feedback/<int:pk>/file/", feedback.feedback_file, name="feedback-file"),
    path("feedback/<int:pk>/uploaded/", feedback.feedback_uploaded, name="feedback-uploaded"),
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
    path("exceptions/", exceptions_api.listed, name="api-exceptions"),
    path("exceptions/<int:pk>/", exceptions_api.detail, name="api-exception"),
    path("exceptions/<int:pk>/instruct/", exceptions_api.instruct, name="api-exception-instruct"),
    path("exceptions/<int:pk>/close/", exceptions_api.close, name="api-exception-close"),
    path("next-steps/", exceptions_api.steps, name="api-next-steps"),
    path("stock/", stock_api.listed, name="api-stock"),
    path("stock/move/", stock_api.move, name="api-stock-move"),
    path("stock/surplus/<int:pk>/join/", stock_api.join, name="api-surplus-join"),
    path("feedback/", feedback_api.files, name="api-feedback"),
    path("feedback/<int:pk>/file/", feedback_api.download, name="api-feedback-file"),
    path("feedback/<int:pk>/uploaded/", feedback_api.uploaded, name="api-feedback-uploaded"),
]
