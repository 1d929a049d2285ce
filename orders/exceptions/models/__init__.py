"""Rows of this room, by noun."""

from orders.exceptions.models.cases import ExceptionCase, Instruction
from orders.exceptions.models.standard import DamageStandard
from orders.exceptions.models.steps import NextStep

__all__ = ["DamageStandard", "ExceptionCase", "Instruction", "NextStep"]
