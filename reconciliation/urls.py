"""Addresses of the reconciliation room."""

from django.urls import path

from reconciliation.payment import api, views
from reconciliation.statement import api as statement_api
from reconciliation.statement import views as statement_views

urlpatterns = [
    path("recon/", views.desk, name="recon-desk"),
    path("recon/statements/", statement_views.statement_upload, name="statement-upload"),
    path("recon/statements/<int:pk>/", statement_views.statement_page, name="statement-page"),
    path("recon/statements/<int:pk>/result.xlsx", statement_views.statement_result, name="statement-result"),
    path("payments/", views.payment_list, name="payment-list"),
    path("payments/new/", views.payment_new, name="payment-new"),
    path("payments/<int:pk>/", views.payment_page, name="payment-page"),
    path("payments/<int:pk>/approve/", views.payment_approve, name="payment-approve"),
    path("payments/<int:pk>/form/", views.payment_form, name="payment-form"),
    path("payments/<int:pk>/pay/", views.payment_pay, name="payment-pay"),
    path("payments/<int:pk>/back/", views.payment_back, name="payment-back"),
]

api_urlpatterns = [
    path("statements/", statement_api.statements, name="api-statements"),
    path("statements/<int:pk>/", statement_api.statement, name="api-statement"),
    path("payments/", api.payment_requests, name="api-payments"),
    path("payments/<int:pk>/approve/", api.approve, name="api-payment-approve"),
    path("payments/<int:pk>/form/", api.form, name="api-payment-form"),
    path("payments/<int:pk>/pay/", api.pay, name="api-payment-pay"),
    path("payments/<int:pk>/resubmit/", api.resubmit, name="api-payment-resubmit"),
    path("payments/<int:pk>/withdraw/", api.withdraw, name="api-payment-withdraw"),
]
