"""Forwarded headers count only from a trusted proxy; a forged one changes nothing."""

from ipaddress import ip_network

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from core.proxy import TrustedProxyMiddleware, login_name

PROXIES = [ip_network("10.0.0.0/24")]


@pytest.mark.parametrize(
    ("remote", "forwarded", "client"),
    [
        ("203.0.113.9", "198.51.100.1", "203.0.113.9"),  # a stranger's header is dropped
        ("10.0.0.5", "198.51.100.1", "198.51.100.1"),
        ("10.0.0.5", "1.1.1.1, 198.51.100.1, 10.0.0.7", "198.51.100.1"),  # left of the client anybody can invent
        ("10.0.0.5", "nonsense", "10.0.0.5"),
        ("10.0.0.5", "", "10.0.0.5"),
    ],
)
def test_client_address(settings, remote, forwarded, client):
    settings.TRUSTED_PROXIES = PROXIES
    seen = {}

    def page(request):
        seen.update(request.META)
        return HttpResponse()

    request = RequestFactory().get("/", REMOTE_ADDR=remote, HTTP_X_FORWARDED_FOR=forwarded, HTTP_X_FORWARDED_PROTO="x")
    TrustedProxyMiddleware(page)(request)
    assert seen["REMOTE_ADDR"] == client
    assert ("HTTP_X_FORWARDED_PROTO" in seen) == remote.startswith("10.")


def test_case_and_spaces_do_not_make_another_login_name():
    assert login_name(None, {"username": " Keeper.Wang "}) == login_name(None, {"username": "keeper.wang"})
