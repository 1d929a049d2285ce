"""Shapes that every room's API shares: the refusal, lists, days, and the numbers of a page."""

from collections.abc import Iterable
from typing import Any

from rest_framework import serializers
from rest_framework.fields import empty

from core import clock
from core.codes import Code
from core.lifecycle import States
from core.pagination import DEFAULT_SIZE


class Shape(serializers.Serializer):
    """A serializer whose `in_` is called "in": some names Python keeps for itself."""

    def get_fields(self) -> dict[str, serializers.Field]:
        return {name.rstrip("_"): field for name, field in super().get_fields().items()}


class CodeOut(serializers.ChoiceField):
    """One of the codes of an enumeration of states or of a catalogue, told with their labels."""

    def __init__(self, of: Iterable[States | Code], **options: Any) -> None:
        super().__init__([(str(one), one.label) for one in of], **options)


class ErrorOut(serializers.Serializer):
    """Why it was refused: a code for programs, a message for people, the fields or things that it is about."""

    code = serializers.CharField()
    message = serializers.CharField()
    where = serializers.DictField(child=serializers.CharField())
    reference = serializers.CharField(help_text="Read it out on the phone: it stands in the log.")


class RefusalOut(serializers.Serializer):
    """The answer to every request that is not carried out."""

    error = ErrorOut()


def listed(shape: type[serializers.Serializer]) -> type[serializers.Serializer]:
    """{results: [...]}."""
    return _several(shape, "List", "What was found.", {})


def counted(shape: type[serializers.Serializer]) -> type[serializers.Serializer]:
    """{count, results: [...]}; see `core.pagination`."""
    doc = "A page of what was found; `count` of all of it, 10,001 at most: no page goes beyond that row."
    return _several(shape, "Counted", doc, {"count": serializers.IntegerField()})


def _several(shape: type[serializers.Serializer], ending: str, doc: str, more: dict[str, Any]) -> Any:
    name = shape.__name__.removesuffix("Out") + ending
    return type(name, (serializers.Serializer,), {"__doc__": doc, **more, "results": shape(many=True)})


class TodayIn(serializers.Serializer):
    """The query of what belongs to one business date: today unless asked otherwise."""

    business_date = serializers.DateField(required=False, default=clock.today)


class MadeOut(serializers.Serializer):
    """What was made."""

    id = serializers.IntegerField()


class LenientNumber(serializers.IntegerField):
    """A number of the query; nonsense counts as not given."""

    def run_validation(self, data: Any = empty) -> int:
        try:
            return super().run_validation(data)
        except serializers.ValidationError:
            return self.default


class PageIn(serializers.Serializer):
    """Which page of a list; see `core.pagination.page_at`."""

    page = LenientNumber(required=False, default=1)
    size = LenientNumber(required=False, default=DEFAULT_SIZE, help_text="20, 50, 100 or 200 rows.")
