"""Facts of the exceptions' room."""

from dataclasses import dataclass


@dataclass(frozen=True)
class InstructionGiven:
    """The client instructed on an exception."""

    exception_id: int
    decision: str
    actor_id: int
