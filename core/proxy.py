"""Who really asks: forwarded headers count only when a trusted proxy sent them."""

from collections.abc import Callable, Iterable
from ipaddress import IPv4Network, IPv6Network, ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponse

FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_HOST", "HTTP_FORWARDED")


class TrustedProxyMiddleware:
    """First in the chain. Sets REMOTE_ADDR to the client, or drops every forwarded header of a stranger."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        meta = request.META
        remote = meta.get("REMOTE_ADDR", "")
        if is_trusted(remote, settings.TRUSTED_PROXIES):
            meta["REMOTE_ADDR"] = forwarded_client(
                meta.get("HTTP_X_FORWARDED_FOR", ""), remote, settings.TRUSTED_PROXIES
            )
        else:
            for name in FORWARDED:
                meta.pop(name, None)
        return self.get_response(request)


def is_trusted(address: str, trusted: Iterable[IPv4Network | IPv6Network]) -> bool:
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    return any(parsed in network for network in trusted)


def forwarded_client(header: str, remote: str, trusted: Iterable[IPv4Network | IPv6Network]) -> str:
    """The rightmost address that no trusted proxy wrote for itself; what stands left of it anybody can invent."""
    client = remote
    for part in reversed([part.strip() for part in header.split(",") if part.strip()]):
        try:
            ip_address(part)
        except ValueError:
            return client
        client = part
        if not is_trusted(part, trusted):
            return client
    return client


def client_address(request: HttpRequest) -> str:
    """The address that login attempts are counted for."""
    return request.META.get("REMOTE_ADDR", "")


def login_name(request: HttpRequest | None, credentials: dict[str, str] | None = None) -> str:
    """The name that login attempts are counted for: case and spaces do not make it another one."""
    given = (credentials or {}).get("username") or (request.POST.get("username", "") if request else "")
    return str(given).strip().casefold()
