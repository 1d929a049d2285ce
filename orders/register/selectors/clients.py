"""The clients whose goods these are."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core.errors import Invalid
from orders.register.models import Client


def clients() -> QuerySet[Client]:
    """Every client, by code."""
    return Client.objects.select_related("holder").order_by("code")


def are_several() -> bool:
    """Whether lists must say whose a row is."""
    return len(clients()[:2]) > 1


def client_chosen(code: str = "") -> Client:
    """The client with this code; without a code the only one. Raises Invalid for an unknown or a missing choice."""
    rows = list(clients().filter(code=code)[:1] if code else clients()[:2])
    if len(rows) == 1:
        return rows[0]
    if code:
        raise Invalid("client", _("There is no client with the code %(given)s."), given=code)
    if not rows:
        raise Invalid("client", _("There is no client yet."))
    raise Invalid("client", _("Say which client it is about."))
