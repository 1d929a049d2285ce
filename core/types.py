"""The types that every room shares. How types are written in this house: docs/decisions/0012-types.md."""

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from django.http import HttpRequest
from django.http.response import HttpResponseBase

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

    Text: TypeAlias = str | StrPromise
else:
    Text = str  # what people read: translated already, or (gettext_lazy) when it is shown

JsonObject: TypeAlias = dict[str, Any]
GetResponse: TypeAlias = Callable[[HttpRequest], HttpResponseBase]


class Actor(Protocol):
    """Whoever does something, as the mechanisms know him: a user. None stands for the system itself."""

    @property
    def pk(self) -> Any: ...

    @property
    def staff_no(self) -> str: ...

    @property
    def roles(self) -> Collection[str]: ...
