"""Codes that know themselves.

A kind of sheet, case, notice, file, audit word, right, way of payment or movement of money is one object that the room
which knows it declares in its `kinds.py`: a string, so that rows, JSON and templates hold its code, with its words and
what follows from it. A `Catalogue` collects the objects of one class from all rooms, once; a code that no room declares
is refused, at start by Django's checks and at write by `CodeField`. States of a machine are an enumeration
(`core.lifecycle`).
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Literal, Self, TypeVar, overload

from django.core.exceptions import ImproperlyConfigured
from django.db import models
from django.db.models.query_utils import DeferredAttribute
from django.utils.translation import gettext

from core.rooms import modules


class UnknownCode(LookupError):
    """A code that nobody declares: a bug, never a person's mistake."""


class Code(str):
    """A code with its label (msgid). Subclasses say in `__init__` what else is known."""

    label: str
    printed = ""  # its word on paper, always Chinese

    def __new__(cls, code: str, *known: Any, **more: Any) -> Self:
        return super().__new__(cls, code)

    def __init__(self, code: str, label: str) -> None:
        self.label = label

    @property
    def words(self) -> str:
        """The label in the reader's language."""
        return gettext(self.label)


C = TypeVar("C", bound=Code)
K = TypeVar("K", bound=str)


class Catalogue(Generic[C]):
    """Every object of one class, from the modules called `declared_in` of all rooms."""

    every: ClassVar[list["Catalogue[Any]"]] = []

    def __init__(self, of: type[C], declared_in: str = "kinds") -> None:
        self.of, self.declared_in = of, declared_in
        self._found: dict[str, C] | None = None
        Catalogue.every.append(self)

    def __getitem__(self, code: str) -> C:
        try:
            return self.found[code]
        except KeyError as error:
            raise UnknownCode(f"no room declares the {self.of.__name__} {code!r}") from error

    def __contains__(self, code: object) -> bool:
        return code in self.found

    def __iter__(self) -> Iterator[C]:
        return iter(self.found.values())

    @property
    def found(self) -> dict[str, C]:
        """{code: object}, rooms upstream first."""
        if self._found is None:
            self._found = self._collected()
        return self._found

    @property
    def choices(self) -> list[tuple[str, str]]:
        """(code, words) for a form, in the reader's language."""
        return [(str(one), one.words) for one in self]

    def _collected(self) -> dict[str, C]:
        found: dict[str, C] = {}
        for module in modules(self.declared_in):
            for thing in vars(module).values():
                if isinstance(thing, self.of) and found.setdefault(str(thing), thing) is not thing:
                    raise ImproperlyConfigured(f"two rooms declare the {self.of.__name__} {thing!r}")
        return found


if TYPE_CHECKING:
    from django.db.models.expressions import Combinable

    _Column = models.CharField
else:

    class _Column(models.CharField):
        def __class_getitem__(cls, types):
            return cls


Set = TypeVar("Set")
Get = TypeVar("Get")


class _Attribute(DeferredAttribute):
    """What a row holds of the column is the object, also when a string was given."""

    def __set__(self, row: models.Model, value: Any) -> None:
        row.__dict__[self.field.attname] = self.field.to_python(value)


class CodeField(_Column[Set, Get]):
    """A code as a column: its object in Python, refused when no room declares it. `of`: a Catalogue or an enum."""

    descriptor_class = _Attribute

    @overload
    def __init__(
        self: "CodeField[str | Combinable, K | Literal['']]", *, of: Iterable[K], blank: Literal[True], **options: Any
    ) -> None: ...

    @overload
    def __init__(self: "CodeField[str | Combinable, K]", *, of: Iterable[K], **options: Any) -> None: ...

    def __init__(self, *, of: Any = None, **options: Any) -> None:
        self.of = of
        super().__init__(**options)

    def deconstruct(self) -> Any:
        """To a migration it is an ordinary column: codes come and go without one."""
        name, _path, args, kwargs = super().deconstruct()
        if "default" in kwargs:
            kwargs["default"] = str(kwargs["default"])
        return name, "django.db.models.CharField", args, kwargs

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Any:
        return self._known(value) if value else value

    def to_python(self, value: Any) -> Any:
        return self._known(value) if value and not hasattr(value, "as_sql") else value

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        """The one gate of every write, `bulk_create` and `update` among them; a filter may ask for anything."""
        if value and not hasattr(value, "as_sql"):
            value = self._known(value)
        return super().get_db_prep_save(value, connection)

    def get_prep_value(self, value: Any) -> Any:
        return str(value) if isinstance(value, str) else super().get_prep_value(value)

    def _known(self, value: str) -> Any:
        try:
            return self.of[value] if isinstance(self.of, Catalogue) else self.of(value)
        except ValueError as error:
            raise UnknownCode(f"{self.model.__name__}.{self.name} has no {value!r}") from error
