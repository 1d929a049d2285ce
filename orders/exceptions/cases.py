"""Kinds of exceptions and the client's decisions: what a room declares of a case, and what follows from it.

A room that opens cases of a kind declares it in its `cases.py`, with what the client may decide on it. What happens to
the goods when he does is the kind's own: a subclass overrides `check`, `instruct` and `execute`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.codes import Catalogue, Code
from core.lifecycle import N_
from core.notices import NoticeKind
from orders.exceptions.kinds import NEXT_REDELIVER, NEXT_RETURN
from orders.exceptions.lifecycle import StepKind
from people.roles import ACCOUNT_MANAGER, CS_AGENT, CS_MANAGER, KEEPER

if TYPE_CHECKING:
    from orders.exceptions.models import ExceptionCase
    from orders.register.models import ServiceZone
    from people.models import User


class Decision(Code):
    """What the client may say.

    `step`: what people then do with goods that are with us; `notifies`: (role, notice) of who acts next; `asks_zone`:
    whether it names the zone into which the order is taken.
    """

    def __init__(
        self,
        code: str,
        label: str,
        *,
        step: StepKind | None = None,
        notifies: tuple[str, NoticeKind] | None = None,
        asks_zone: bool = False,
    ) -> None:
        super().__init__(code, label)
        self.step, self.notifies, self.asks_zone = step, notifies, asks_zone


REDELIVER = Decision("redeliver", N_("Deliver again"), step=StepKind.REDELIVER, notifies=(CS_AGENT, NEXT_REDELIVER))
RETURN = Decision("return_to_client", N_("Return to the client"), step=StepKind.RETURN, notifies=(KEEPER, NEXT_RETURN))
ACCEPT_REFUSAL = Decision("accept_refusal", N_("Take the refusal as final"))
KEEP_TRYING = Decision("keep_trying", N_("Keep trying"), notifies=(CS_AGENT, NEXT_REDELIVER))
CORRECT_RECORD = Decision("correct_record", N_("Correct the record"))

# On goods that are with us any of these may be decided, whatever the case is about.
GENERAL = (REDELIVER, RETURN, ACCEPT_REFUSAL, KEEP_TRYING, CORRECT_RECORD)
FOLLOWERS = (ACCOUNT_MANAGER, CS_AGENT, CS_MANAGER)  # FLW-B.5


class CaseKind(Code):
    """What a case is about, what the client may decide on it, and which roles are told when it is opened."""

    # A case of the gate keeps its order from going on until it is closed.
    holds_order = False

    def __init__(
        self,
        code: str,
        label: str,
        decisions: tuple[Decision, ...] = GENERAL,
        followers: tuple[str, ...] = FOLLOWERS,
    ) -> None:
        super().__init__(code, label)
        self.decisions, self.followers = decisions, followers

    @property
    def asks_zone(self) -> bool:
        """Whether one of its decisions names a zone."""
        return any(decision.asks_zone for decision in self.decisions)

    def check(self, case: ExceptionCase, decision: Decision) -> None:
        """Refuse a decision that makes no sense now."""

    def instruct(self, case: ExceptionCase, decision: Decision, zone: ServiceZone | None, actor: User | None) -> None:
        """Let the client's word act at once where it can."""

    def execute(self, case: ExceptionCase, decision: Decision, actor: User | None) -> None:
        """Carry the instruction out on the order before the case is closed; refuse while it cannot be."""


class Cause(Code):
    """Why a case was opened, where a program found it. Figures and a person's own words stand in its description."""


PAPER_MISSING = CaseKind("document", N_("Paper missing"))
OTHER = CaseKind("other", N_("Other"))
SLIP_MISSING = Cause("slip_missing", N_("The slip is missing"))

case_kinds: Catalogue[CaseKind] = Catalogue(CaseKind, "cases")
decisions: Catalogue[Decision] = Catalogue(Decision, "cases")
causes: Catalogue[Cause] = Catalogue(Cause, "cases")
