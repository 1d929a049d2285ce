"""Addresses of the returns room."""

from django.urls import path

from returns.evening import api, views

urlpatterns = [
    path("evening/", views.evening, name="evening"),
    path("evening/paper/", views.paper_where, name="evening-paper"),
    path("evening/<int:run_id>/", views.evening_run, name="evening-run"),
    path("evening/<int:run_id>/preview/", views.evening_preview, name="evening-preview"),
    path("evening/<int:run_id>/match/", views.evening_match, name="evening-match"),
    path("evening/<int:run_id>/<slug:paper>/sign/", views.evening_sign, name="evening-sign"),
    path("returns/", views.return_list, name="return-list"),
    path("returns/<int:run_id>/", views.return_page, name="return-page"),
    path("returns/<int:run_id>/accept/", views.return_accept, name="return-accept"),
    path("returns/<int:run_id>/difference/", views.return_difference, name="return-difference"),
]

api_urlpatterns = [
    path("evening/<int:run_id>/", api.evening),
    path("evening/<int:run_id>/match/", api.evening_match),
    path("evening/<int:run_id>/papers-sign/", api.evening_papers_sign),
    path("evening/<int:run_id>/return-sign/", api.evening_return_sign),
    path("evening/<int:run_id>/return-differ/", api.evening_return_differ),
]
