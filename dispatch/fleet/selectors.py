"""Drivers and the people who may become drivers."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core.errors import Missing
from dispatch.fleet.models import Driver, Vehicle
from people.models import User
from people.roles import DRIVER
from people.selectors import platforms_of


def people_without_code(user: User) -> QuerySet[User]:
    """Active users with the driver's role who have no code yet."""
    rows = User.objects.filter(is_active=True, grants__role=DRIVER, driver__isnull=True)
    return rows.filter(platform__in=platforms_of(user)).distinct().order_by("name")


def driver_of(user: User, pk: int) -> Driver:
    """One driver of this person's platforms, or Missing."""
    driver = drivers_of(user).filter(pk=pk).first()
    if driver is None:
        raise Missing("driver", _("This driver is not there, or not for you."))
    return driver


def drivers_of(user: User) -> QuerySet[Driver]:
    """Drivers of this person's platforms."""
    return Driver.objects.filter(platform__in=platforms_of(user)).select_related("user", "platform")


def vehicles_of(user: User) -> QuerySet[Vehicle]:
    """Vehicles of this person's platforms."""
    return Vehicle.objects.filter(platform__in=platforms_of(user)).select_related("platform")


def driver_by_code(user: User, code: str) -> Driver:
    """A driver by his code, or Missing naming it."""
    driver = drivers_of(user).filter(code__iexact=str(code).strip()).first()
    if driver is None:
        raise Missing("driver", _("There is no driver %(driver)s here."), driver=code)
    return driver


def vehicle_by_plate(user: User, plate: str | None) -> Vehicle | None:
    """A vehicle by its plate, or Missing naming it; None for none."""
    if not plate:
        return None
    vehicle = vehicles_of(user).filter(plate=str(plate).strip().upper()).first()
    if vehicle is None:
        raise Missing("vehicle", _("There is no vehicle %(plate)s here."), plate=plate)
    return vehicle
