"""What all roles share: a session of their own and the day that they are in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.types import JsonObject
from lab.simulation.cast import PASSWORD, PIN

if TYPE_CHECKING:
    from lab.simulation.day import Day


class Person:
    """Somebody who signs in. `day` is what everybody can see and hear: see `lab.simulation.day.Day`."""

    def __init__(self, day: Day, username: str) -> None:
        self.day, self.username = day, username
        self.session = day.transport.session().login(username, PASSWORD)

    def sign(self, path: str, side: str, sheet: JsonObject) -> JsonObject:
        """Sign one side of a sheet as oneself, for what was shown."""
        return self.session.post(path, {"side": side, "shown_hash": sheet["shown_hash"]})

    def lend(self, other: Person, path: str, side: str, sheet: JsonObject) -> JsonObject:
        """Let somebody else sign on this device, with his PIN."""
        who = {"username": other.username, "pin": PIN}
        return self.session.post(path, {"side": side, "shown_hash": sheet["shown_hash"]} | who)
