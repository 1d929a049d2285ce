"""What people's accounts ask of later rooms."""

from dataclasses import dataclass

from django.http import HttpRequest

from core.questions import Question


@dataclass(frozen=True)
class Landing(Question[str | None]):
    """The address where the asking person's role starts to work; None when that role has no page of its own."""

    request: HttpRequest
