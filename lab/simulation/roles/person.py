"""What all roles share: a session of their own and the day that they are in."""

from lab.simulation.cast import PASSWORD, PIN


class Person:
    """Somebody who signs in. `day` is what everybody can see and hear: see `lab.simulation.day.Day`."""

    def __init__(self, day, username):
        self.day, self.username = day, username
        self.session = day.transport.session().login(username, PASSWORD)

    def sign(self, path, side, sheet):
        """Sign one side of a sheet as oneself, for what was shown."""
        return self.session.post(path, {"side": side, "shown_hash": sheet["shown_hash"]})

    def lend(self, other, path, side, sheet):
        """Let somebody else sign on this device, with his PIN."""
        who = {"username": other.username, "pin": PIN}
        return self.session.post(path, {"side": side, "shown_hash": sheet["shown_hash"]} | who)
