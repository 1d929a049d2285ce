"""The three who approve a payment, in this order: platform manager, regional finance, general manager (INV-40)."""

from core.types import JsonObject
from lab.simulation.roles.person import Person

CHAIN = ("platform_manager", "regional_finance", "general_manager")


class Approver(Person):
    """Reads and approves."""

    def approve(self, payment: JsonObject) -> JsonObject:
        return self.session.post(f"payments/{payment['id']}/approve/", {"approved": True, "comment": ""})
