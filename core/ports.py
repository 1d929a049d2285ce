"""Finding a free port and this machine's address in the local network."""

import socket


def port_claim(host: str, wanted: int, tries: int = 50) -> socket.socket:
    """The first free port from `wanted` on, as a bound socket that keeps it ours. OSError when none is free.

    The socket never listens; the web processes share the port with it.
    """
    for port in range(wanted, min(wanted + tries, 65536)):
        if _is_free(host, port) and (held := _hold(host, port)):
            return held
    raise OSError(f"no free port from {wanted} to {min(wanted + tries, 65536) - 1}")


def _is_free(host: str, port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
        return True


def _hold(host: str, port: int) -> socket.socket | None:
    """Shared with the web processes by SO_REUSEPORT; without SO_REUSEADDR the next runner's probe finds it busy."""
    held = socket.socket()
    if hasattr(socket, "SO_REUSEPORT"):
        held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    try:
        held.bind((host, port))
    except OSError:
        held.close()
        return None
    return held


def lan_address() -> str | None:
    """This machine's address towards the local network; nothing is sent. None when there is no network."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return None
        address = probe.getsockname()[0]
    return None if address.startswith(("127.", "0.")) else address
