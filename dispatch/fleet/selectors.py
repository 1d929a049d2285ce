"""Drivers and the people who may become drivers."""

from django.utils.translation import gettext_lazy as _

from core.errors import Missing
from dispatch.runs.selectors.runs import drivers_of
from people.models import User
from people.roles import DRIVER
from people.selectors import platforms_of


def people_without_code(user):
    """Active users with the driver's role who have no code yet."""
    rows = User.objects.filter(is_active=True, grants__role=DRIVER, driver__isnull=True)
    return rows.filter(platform__in=platforms_of(user)).distinct().order_by("name")


def driver_of(user, pk):
    """One driver of this person's platforms, or Missing."""
    driver = drivers_of(user).filter(pk=pk).first()
    if driver is None:
        raise Missing("driver", _("This driver is not there, or not for you."))
    return driver
