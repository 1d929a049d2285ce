"""Reads of drivers' totals."""

from django.db.models import QuerySet

from cod.totals.models import DriverTotal
from people.models import User
from people.roles import DRIVER
from people.selectors import platforms_of


def driver_totals_for(user: User) -> QuerySet[DriverTotal]:
    """Active driver totals of the person's platforms; a driver sees his own."""
    rows = DriverTotal.objects.filter(active=True).select_related("run__driver__user", "run__platform", "sheet")
    rows = rows.defer("sheet__content")
    if user.roles == {DRIVER}:
        return rows.filter(run__driver__user=user)
    return rows.filter(run__platform__in=platforms_of(user))
