"""Addresses of the feedback files."""

from django.urls import path

from orders.feedback import api as feedback_api
from orders.feedback import views

pages = [
    path("feedback/", views.feedback_list, name="feedback-list"),
    path("feedback/preview/", views.feedback_preview, name="feedback-preview"),
    path("feedback/make/", views.feedback_make, name="feedback-make"),
    path("feedback/<int:pk>/file/", views.feedback_file, name="feedback-file"),
    path("feedback/<int:pk>/uploaded/", views.feedback_uploaded, name="feedback-uploaded"),
]

api = [
    path("feedback/", feedback_api.files, name="api-feedback"),
    path("feedback/<int:pk>/file/", feedback_api.download, name="api-feedback-file"),
    path("feedback/<int:pk>/uploaded/", feedback_api.uploaded, name="api-feedback-uploaded"),
]
