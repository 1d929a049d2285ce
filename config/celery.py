"""The Celery application. It only wakes workers: what is to be done stands in database rows."""

import os

from celery import Celery
from celery.signals import worker_process_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("handover")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["core", "orders.exceptions", "orders.intake"])


@worker_process_init.connect
def _die_with_parent(**_: object) -> None:
    """A pool process must not outlive a killed worker: two would run side by side after its restart."""
    from core.processes import die_with_parent

    die_with_parent()
