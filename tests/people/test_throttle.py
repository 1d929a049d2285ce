"""Sign-in throttling: account and address counted apart, nobody locked out where he is at home."""

import pytest
from axes.models import AccessAttempt

from tests.world import PASSWORD

pytestmark = pytest.mark.django_db
OFFICE, HOME, STRANGER = "203.0.113.7", "198.51.100.20", "192.0.2.66"
WRONG, LOCKED = 422, 429


def sign_in(client, name, password=PASSWORD, address=OFFICE):
    """302 for in, 422 for a wrong password, 429 for locked."""
    client.logout()
    return client.post("/login/", {"username": name, "password": password}, REMOTE_ADDR=address).status_code


def fail(client, name, times, address):
    return [sign_in(client, name, "wrong-password", address) for _ in range(times)]


def test_one_name_at_one_address_is_slowed_after_eight_failures_and_nobody_else(world, client):
    assert sign_in(client, "keeper") == 302
    assert fail(client, "keeper", 8, OFFICE)[-1] == LOCKED
    assert sign_in(client, "keeper") == LOCKED
    assert sign_in(client, "cashier") == 302, "the office goes on"
    assert sign_in(client, "keeper", address=HOME) == 302, "and so does he elsewhere"


def test_a_name_guessed_at_from_many_addresses_is_locked_for_strangers_and_open_where_it_is_known(world, client):
    """Case and spaces make no other name."""
    assert sign_in(client, "keeper") == 302
    for place in range(4):
        fail(client, (" Keeper", "KEEPER ")[place % 2], 6, f"192.0.2.{place}")
    assert sign_in(client, "keeper", address=STRANGER) == LOCKED, "even with the right password"
    assert sign_in(client, "keeper") == 302, "its owner works on in his office"
    assert sign_in(client, "cashier", address=STRANGER) == 302, "another name may come from anywhere"


def test_an_address_that_guesses_at_many_names_is_locked_for_all_but_those_who_are_known_there(world, client):
    """An office behind one address goes on working while somebody in it guesses."""
    assert sign_in(client, "keeper") == 302
    for place in range(10):
        assert fail(client, f"name{place}", 4, OFFICE)[0] == WRONG
    assert sign_in(client, "cashier") == LOCKED, "never seen here"
    assert sign_in(client, "cashier", address=HOME) == 302
    assert sign_in(client, "keeper") == 302, "he signed in here before"
    assert sign_in(client, "cashier") == LOCKED, "a success of his forgives nobody else"
    AccessAttempt.objects.filter(ip_address=OFFICE).delete()
    assert sign_in(client, "cashier") == 302, "after the cool-off time"


def test_a_forged_header_neither_hides_an_address_nor_blames_another(world, client, settings):
    settings.TRUSTED_PROXIES = []
    for place in range(10):
        values = {"username": f"name{place}", "password": "wrong"}
        for _ in range(4):
            client.post("/login/", values, REMOTE_ADDR=STRANGER, HTTP_X_FORWARDED_FOR=OFFICE)
    assert sign_in(client, "keeper") == 302
    assert sign_in(client, "keeper", address=STRANGER) == LOCKED


@pytest.mark.parametrize(("language", "words"), [("zh-hans", "15 分钟"), ("en", "15 minutes")])
def test_who_is_locked_is_told_so_in_his_language(world, client, language, words):
    fail(client, "keeper", 8, OFFICE)
    values = {"username": "keeper", "password": PASSWORD}
    answer = client.post("/login/", values, REMOTE_ADDR=OFFICE, headers={"Accept-Language": language})
    assert answer.status_code == LOCKED and words in answer.content.decode()
