"""Questions upstream: what an earlier room must know of a later one, without importing it.

A question is a frozen dataclass that says the type of its answer. `config/wiring.py` is the one table of who answers
which question. Where the truth changes seldom, the later room pushes it up instead and nothing is asked.
"""

from dataclasses import dataclass
from typing import Generic, TypeVar

from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import import_string

from core.types import JsonObject

R = TypeVar("R")


class Question(Generic[R]):
    """Asked by an earlier room; R is what the later one answers."""


@dataclass(frozen=True)
class Sidebar(Question[JsonObject]):
    """The menu of whoever asks: {"links", "role", "role_label", "roles": [(code, label)], "search_url"}."""

    request: HttpRequest


@dataclass(frozen=True)
class Bell(Question[JsonObject]):
    """What waits in the inbox of whoever asks: {"url", "count"}."""

    request: HttpRequest


def ask(question: Question[R]) -> R:
    """The answer of the room that the table names."""
    answer: R = import_string(import_string(settings.ANSWERS)[type(question)])(question)
    return answer
