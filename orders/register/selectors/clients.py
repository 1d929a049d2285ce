"""The client whose goods these are."""

from django.utils.translation import gettext_lazy as _

from core.errors import Conflict
from orders.register.models import Client


def only_client():
    """The one client of this contract; Conflict when there is none or more than one to choose from."""
    clients = list(Client.objects.all()[:2])
    if len(clients) != 1:
        raise Conflict("client", _("There is not exactly one client; name the client."))
    return clients[0]
