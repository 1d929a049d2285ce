"""Addresses of the sheets' room."""

from django.urls import path

from sheets import api, views

urlpatterns = [
    path("sheets/", views.sheet_list, name="sheet-list"),
    path("sheets/<int:pk>/", views.sheet_page, name="sheet-page"),
    path("sheets/<int:pk>/print/", views.sheet_print, name="sheet-print"),
    path("sheets/<int:pk>/paper.pdf", views.sheet_pdf, name="sheet-pdf"),
    path("sheets/<int:pk>/signatures/<slug:side>/", views.signature_image, name="signature-image"),
    path("inbox/", views.inbox_page, name="inbox"),
    path("inbox/read/", views.inbox_read, name="inbox-read"),
]

api_urlpatterns = [
    path("sheets/<int:pk>/", api.sheet, name="api-sheet"),
]
