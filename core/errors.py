"""Refusals: what a person may be told, with where it is wrong and what to do.

A service raises one; `core.http` is the one place that turns it into an answer (page, fragment or JSON).
"""

from collections.abc import Callable

from core.types import Text


class Refusal(Exception):
    """A command was not carried out. `message` may be lazy and may name `where` by %(name)s."""

    status = 422
    afterwards: Callable[[], object] | None = None  # called when everything is rolled back and the answer is made

    def __init__(self, code: str, message: Text, **where: object) -> None:
        super().__init__(code)
        self.code, self.message, self.where = code, message, where

    def __str__(self) -> str:
        return str(self.message) % self.where if self.where else str(self.message)


class Invalid(Refusal):
    """The input is wrong: 422."""


class NotAllowed(Refusal):
    """This person may not do this: 403."""

    status = 403


class Missing(Refusal):
    """It is not there, or not for this person's eyes: 404."""

    status = 404


class Conflict(Refusal):
    """It was right a moment ago; somebody was faster, or a rule holds it back: 409."""

    status = 409


class TooOften(Refusal):
    """Tried too often in too short a time: 429."""

    status = 429


class TooLarge(Refusal):
    """The upload is over its limit: 413."""

    status = 413
