"""What a sheet asks of later rooms."""

from dataclasses import dataclass

from core.questions import Question


@dataclass(frozen=True)
class PersonsShown(Question[dict[str, str]]):
    """The text of each personal reference on a sheet's lines; one that was erased is absent."""

    references: tuple[str, ...]
