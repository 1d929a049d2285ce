"""Addresses of what joins everything."""

from django.urls import path

from operations.balance import api as balance_api
from operations.balance import views as balance
from operations.board import views as board
from operations.files import views as files
from operations.jobs import api as jobs_api
from operations.jobs import views as jobs
from operations.search import views as search
from operations.setup import views as setup
from operations.story import api as story_api
from operations.story import views as story

urlpatterns = [
    path("board/", board.board, name="board"),
    path("orders/<int:pk>/", story.order_page, name="order-page"),
    path("orders/<int:pk>/phone/", story.phone, name="order-phone"),
    path("search/", search.find, name="search"),
    path("files/<int:pk>/", files.file, name="file"),
    path("downloads/", files.downloads, name="downloads"),
    path("jobs/", jobs.job_list, name="job-list"),
    path("jobs/again/", jobs.job_again, name="job-again"),
    path("calendar/", setup.calendar_page, name="calendar"),
    path("balance/", balance.balance_page, name="balance"),
]

api_urlpatterns = [
    path("orders/<int:pk>/", story_api.order_detail, name="api-order"),
    path("jobs/", jobs_api.job_runs, name="api-jobs"),
    path("balance/", balance_api.balance_api, name="api-balance"),
]
