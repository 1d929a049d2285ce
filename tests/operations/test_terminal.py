"""The terminal simulator and its look-alike page."""

import pytest
from django.test import Client

from lab.http import LocalTransport, Refused
from lab.simulation.cast import PASSWORD, world_create
from lab.terminal.client import TerminalClient
from people.models import User


@pytest.fixture
def cast(day):
    world_create(drivers=1)
    return LocalTransport()


def test_terminal_signs_and_the_gateway_knows_it(cast):
    """A right secret is answered by a refusal about the order; a wrong one is not let in (FLW-L)."""
    cashier = cast.session().login("cashier", PASSWORD)
    row = cashier.get("pos/terminals/")["results"][0]
    with pytest.raises(Refused) as refused:
        TerminalClient(row["serial"], row["secret"], cast).quote("C01-1")
    assert refused.value.code == "terminal_not_out"
    with pytest.raises(Refused) as refused:
        TerminalClient(row["serial"], "wrong", cast).quote("C01-1")
    assert (refused.value.status, refused.value.code) == (401, "signature")


def test_page_is_there_in_a_simulation_only(cast, settings):
    client = Client()
    client.force_login(User.objects.get(username="d01"), "django.contrib.auth.backends.ModelBackend")
    assert client.get("/sim/pos/P01/").status_code == 200
    assert client.get("/sim/pos/P99/").status_code == 404
    settings.SIMULATION = False
    assert client.get("/sim/pos/P01/").status_code == 404
