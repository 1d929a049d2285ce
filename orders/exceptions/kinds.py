"""Kinds of exceptions and the client's decisions: what a room declares of a case, and what follows from it.

A room that opens cases of a kind declares it in its `cases.py`, with what the client may decide on it. What happens to
the goods when he does is the kind's own: a subclass overrides `check`, `instruct` and `execute`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.codes import Catalogue, Code
from core.lifecycle import N_
from orders.exceptions.lifecycle import StepKind
from people.roles import CS_AGENT, KEEPER

if TYPE_CHECKING:
    from orders.exceptions.models import ExceptionCase
    from orders.register.models import ServiceZone
    from people.models import User


class Decision(Code):
    """What the client may say. `step`: what people then do with goods that are with us; `told`: (role, notice)."""

    def __init__(
        self, code: str, label: str, *, step: StepKind | None = None, told: tuple[str, str] | None = None
    ) -> None:
        super().__init__(code, label)
        self.step, self.told = step, told


REDELIVER = Decision("redeliver", N_("Deliver again"), step=StepKind.REDELIVER, told=(CS_AGENT, "next_redeliver"))
RETURN = Decision("return_to_client", N_("Return to the client"), step=StepKind.RETURN, told=(KEEPER, "next_return"))
ACCEPT_REFUSAL = Decision("accept_refusal", N_("Take the refusal as final"))
KEEP_TRYING = Decision("keep_trying", N_("Keep trying"), told=(CS_AGENT, "next_redeliver"))
CORRECT_RECORD = Decision("correct_record", N_("Correct the record"))

# On goods that are with us any of these may be decided, whatever the case is about.
GENERAL = (REDELIVER, RETURN, ACCEPT_REFUSAL, KEEP_TRYING, CORRECT_RECORD)


class CaseKind(Code):
    """What a case is about. `decisions`: what the client may decide; `strict`: and nothing else."""

    def __init__(self, code: str, label: str, decisions: tuple[Decision, ...] = GENERAL, strict: bool = False) -> None:
        super().__init__(code, label)
        self.decisions, self.strict = decisions, strict

    def check(self, case: ExceptionCase, decision: Decision, zone: ServiceZone | None) -> None:
        """Refuse a decision that makes no sense now."""

    def instruct(self, case: ExceptionCase, decision: Decision, zone: ServiceZone | None, actor: User) -> None:
        """Let the client's word act at once where it can."""

    def execute(self, case: ExceptionCase, decision: Decision, actor: User) -> None:
        """Carry the instruction out on the order when the case is closed; refuse while it cannot be."""


case_kinds = Catalogue(CaseKind, "cases")
decisions = Catalogue(Decision, "cases")
