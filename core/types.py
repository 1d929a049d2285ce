"""The types that every room shares. How types are written in this house: docs/decisions/0012-types.md."""

import datetime as dt
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Any, NotRequired, Protocol, TypeAlias, TypedDict

from django.http import HttpRequest
from django.http.response import HttpResponseBase

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise
    from django_stubs_ext import WithAnnotations as WithAnnotations

    Text: TypeAlias = str | StrPromise
else:
    Text = str  # what people read: translated already, or (gettext_lazy) when it is shown

    class WithAnnotations:
        """`WithAnnotations[Run, RunFigures]`: a row with what the query added to it, named by a TypedDict."""

        def __class_getitem__(cls, named):
            return named[0]


JsonObject: TypeAlias = dict[str, Any]
GetResponse: TypeAlias = Callable[[HttpRequest], HttpResponseBase]


class Happening(TypedDict):
    """One line of `components/timeline.html`."""

    at: dt.datetime
    title: Text
    who: NotRequired[str]
    text: NotRequired[Text]
    tone: NotRequired[str]
    url: NotRequired[str]
    link: NotRequired[Text]


class Actor(Protocol):
    """Whoever does something, as the mechanisms know him: a user. None stands for the system itself."""

    @property
    def pk(self) -> Any: ...

    @property
    def staff_no(self) -> str: ...

    @property
    def roles(self) -> Collection[str]: ...

    def may_by_code(self, code: str) -> bool: ...
