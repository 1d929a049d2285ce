"""What people may do: each right is an object that the room it opens declares in its `rights.py`, with its roles.

A right is never asked for by its code, so that one that nobody declares cannot stand in the way of anybody.
"""

from collections.abc import Iterable

from core.codes import Catalogue, Code
from core.lifecycle import N_
from people.roles import ADMIN, EVERYBODY, READS_ALL


class Right(Code):
    """A right with the roles that have it. `reads`: it only shows, so roles that read everything have it too."""

    def __init__(self, code: str, label: str, roles: Iterable[str]) -> None:
        super().__init__(code, label)
        self.reads = code.endswith(".read")
        self.roles = frozenset(roles) | (READS_ALL if self.reads else frozenset())

    def is_open_to(self, roles: Iterable[str]) -> bool:
        """Whether somebody with these roles has it."""
        return not self.roles.isdisjoint(roles)


rights: Catalogue[Right] = Catalogue(Right, "rights")

SELF_MANAGE = Right("self.manage", N_("Own account"), EVERYBODY)
USERS_MANAGE = Right("users.manage", N_("Manage users"), {ADMIN})
