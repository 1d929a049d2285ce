"""Import batches and drafts."""

from django.urls import path

from orders.intake.api import drafts as drafts_api
from orders.intake.api import imports as imports_api
from orders.intake.views import drafts, imports

pages = [
    path("orders/imports/", imports.import_list, name="import-list"),
    path("orders/imports/<int:pk>/", imports.import_page, name="import-page"),
    path("orders/imports/<int:pk>/report.xlsx", imports.import_report, name="import-report"),
    path("orders/imports/<int:pk>/failed.xlsx", imports.import_failed, name="import-failed"),
    path("orders/imports/drafts/<int:pk>/", drafts.draft_page, name="import-draft"),
    path("orders/imports/drafts/<int:pk>/progress/", drafts.draft_progress, name="import-progress"),
    path("orders/imports/drafts/<int:pk>/mend/", drafts.draft_mended, name="import-mend"),
    path("orders/imports/drafts/<int:pk>/suggestions/", drafts.draft_suggested, name="import-suggestions"),
    path("orders/imports/drafts/<int:pk>/titles/", drafts.draft_mapped, name="import-titles"),
    path("orders/imports/drafts/<int:pk>/import/", drafts.draft_imported, name="import-confirm"),
    path("orders/imports/drafts/<int:pk>/drop/", drafts.draft_dropped, name="import-drop"),
    path("orders/imports/drafts/<int:pk>/dismiss/", drafts.draft_dismissed, name="import-dismiss"),
    path("orders/imports/drafts/<int:pk>/failed.xlsx", drafts.draft_failed, name="draft-failed"),
    path("orders/imports/<int:pk>/print/", imports.batch_print, name="batch-print"),
]

api = [
    path("imports/", imports_api.import_create, name="api-imports"),
    path("imports/<int:pk>/", imports_api.import_detail, name="api-import"),
    path("imports/drafts/", drafts_api.drafts, name="api-drafts"),
    path("imports/drafts/<int:pk>/", drafts_api.draft, name="api-draft"),
    path("imports/drafts/<int:pk>/mend/", drafts_api.mend, name="api-draft-mend"),
    path("imports/drafts/<int:pk>/suggestions/", drafts_api.suggestions, name="api-draft-suggestions"),
    path("imports/drafts/<int:pk>/titles/", drafts_api.titles, name="api-draft-titles"),
    path("imports/drafts/<int:pk>/import/", drafts_api.confirm, name="api-draft-import"),
    path("imports/drafts/<int:pk>/drop/", drafts_api.drop, name="api-draft-drop"),
    path("imports/drafts/<int:pk>/dismiss/", drafts_api.dismiss, name="api-draft-dismiss"),
    path("imports/drafts/<int:pk>/failed.xlsx", drafts_api.failed, name="api-draft-failed"),
]
