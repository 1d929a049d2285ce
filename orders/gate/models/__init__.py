"""Rows of this room, by noun."""

from orders.gate.models.areas import AreaMove
from orders.gate.models.arrival import AcceptanceLine, Arrival
from orders.gate.models.surplus import SurplusItem

__all__ = ["AcceptanceLine", "AreaMove", "Arrival", "SurplusItem"]
