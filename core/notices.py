"""What a notification says and where it leads: a kind is declared by the room that tells it. No names in it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from core.codes import Catalogue, Code

if TYPE_CHECKING:
    from core.models import Notification


@dataclass(frozen=True)
class Place:
    """A page: the name of its address, and the query that finds the thing there, filled in from the notice."""

    view: str
    query: str = ""


class NoticeKind(Code):
    """A notice: its label is the sentence, with references and figures filled in; `place`: the page it leads to, if any."""

    def __init__(self, code: str, label: str, place: Place | None = None) -> None:
        super().__init__(code, label)
        self.place = place


notice_kinds: Catalogue[NoticeKind] = Catalogue(NoticeKind)


def sentence(notification: "Notification") -> str:
    """The notification in the reader's language."""
    return gettext(notification.kind.label) % notification.params
