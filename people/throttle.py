"""Sign-in throttling: account and address are counted apart, and nobody is locked out where he is at home.

Three counts of failures within the cool-off time: of a name at an address, of a name everywhere, of an address for all
names. The first locks that name at that address. The other two stop who guesses at one name from many places, or at
many names from one; a name that has signed in at an address lately is known there, and only its own failures there lock
it: a stranger cannot lock an owner out of his office, nor one mistaken colleague the office behind one address.
"""

import datetime as dt

from axes.attempts import get_cool_off_threshold
from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessAttempt, AccessLog
from django.conf import settings
from django.db.models import QuerySet, Sum
from django.http import HttpRequest

from core.proxy import client_address, login_name

KNOWN = dt.timedelta(days=30)


class SignInRequest(HttpRequest):
    """Never made: a request that axes has stamped with its time."""

    axes_attempt_time: dt.datetime


class ThrottleHandler(AxesDatabaseHandler):
    """Axes' own counting of name and address as a pair, and the two wider counts beside it."""

    def get_failures(self, request: SignInRequest, credentials: dict[str, str] | None = None) -> int:
        """The failures of the pair; as many as lock it when a wider count is too high for one who is not known here."""
        own = super().get_failures(request, credentials)
        return max(own, settings.AXES_FAILURE_LIMIT) if _guessed_at(request, credentials) else own


def _guessed_at(request: SignInRequest, credentials: dict[str, str] | None) -> bool:
    name, address = login_name(request, credentials), client_address(request)
    recent = AccessAttempt.objects.filter(attempt_time__gte=get_cool_off_threshold(request))
    wide = _failures(recent.filter(username=name)) >= settings.NAME_FAILURE_LIMIT
    wide = wide or _failures(recent.filter(ip_address=address)) >= settings.ADDRESS_FAILURE_LIMIT
    return wide and not _known(request, name, address)


def _failures(attempts: QuerySet[AccessAttempt]) -> int:
    return attempts.aggregate(sum=Sum("failures_since_start"))["sum"] or 0


def _known(request: SignInRequest, name: str, address: str) -> bool:
    since = request.axes_attempt_time - KNOWN
    return AccessLog.objects.filter(username__iexact=name, ip_address=address, attempt_time__gte=since).exists()
