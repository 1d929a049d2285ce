"""Addresses of the money room."""

from django.urls import path

from cod.bank import api as bank
from cod.bank import views as bank_views
from cod.money import views as money_views
from cod.pos.api import gateway
from cod.pos.api import terminals as pos
from cod.sheet23 import api as sheet23_api
from cod.sheet23 import views as money
from cod.totals import api as papers
from cod.totals.views import cashier
from cod.totals.views import slips as views_slips

urlpatterns = [
    path("cashier/", cashier.desk, name="cashier-desk"),
    path("terminals/", cashier.terminal_list, name="terminal-list"),
    path("terminals/<int:pk>/state/", cashier.terminal_state, name="terminal-state"),
    path("pos/issues/", cashier.issue_create, name="pos-issue-create"),
    path("pos/issues/<int:pk>/", cashier.issue_page, name="pos-issue"),
    path("pos/issues/<int:pk>/sign/", cashier.issue_sign, name="pos-issue-sign"),
    path("pos/issues/<int:pk>/return/", cashier.issue_return, name="pos-issue-return"),
    path("pos/issues/<int:pk>/return-sign/", cashier.return_sign, name="pos-return-sign"),
    path("pos/issues/<int:pk>/undo/", cashier.issue_undo, name="pos-issue-undo"),
    path("driver-totals/make/<int:run>/", cashier.total_make, name="driver-total-make"),
    path("driver-totals/<int:pk>/", cashier.total_page, name="driver-total"),
    path("driver-totals/<int:pk>/sign/", cashier.total_sign, name="driver-total-sign"),
    path("cod-sheets/", money.sheet_list, name="cod-sheet-list"),
    path("cod-sheets/<int:pk>/", money.sheet_page, name="cod-sheet"),
    path("cod-sheets/<int:pk>/sign/", money.sheet_sign, name="cod-sheet-sign"),
    path("money/", money_views.money_day, name="money-day"),
    path("money/own-funds/", money_views.own_funds, name="own-funds"),
    path("slips/", views_slips.slip_list, name="slip-list"),
    path("slips/mark/", views_slips.slip_mark, name="slip-mark"),
    path("bank/", bank_views.file_list, name="bank-list"),
    path("bank/import/", bank_views.file_import, name="bank-import"),
    path("bank/<int:pk>/", bank_views.file_page, name="bank-file"),
    path("bank/<int:pk>/result.xlsx", bank_views.file_result, name="bank-result"),
]

api_urlpatterns = [
    path("pos/terminals/", pos.terminal_list, name="api-pos-terminals"),
    path("pos/issues/", pos.issue_create, name="api-pos-issues"),
    path("pos/issues/<int:pk>/sign/", pos.issue_sign, name="api-pos-issue-sign"),
    path("pos/issues/<int:pk>/return/", pos.issue_return, name="api-pos-issue-return"),
    path("pos/issues/<int:pk>/return-sign/", pos.return_sign, name="api-pos-return-sign"),
    path("driver-totals/", papers.total_create, name="api-driver-totals"),
    path("driver-totals/<int:pk>/sign/", papers.total_sign, name="api-driver-total-sign"),
    path("cod-sheets/", sheet23_api.sheet_list, name="api-cod-sheets"),
    path("cod-sheets/<int:pk>/sign/", sheet23_api.sheet_sign, name="api-cod-sheet-sign"),
    path("bank/", bank.arrival, name="api-bank"),
]

gateway_urlpatterns = [
    path("preauth/", gateway.preauth, name="pos-preauth"),
    path("quote/", gateway.quote_view, name="pos-quote"),
    path("sale/", gateway.sale, name="pos-sale"),
]
