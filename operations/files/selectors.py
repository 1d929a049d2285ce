"""Which stored file a person may open: decided by what the file is about."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core.errors import Missing
from core.filekinds import file_kinds
from core.models import StoredFile
from orders.exceptions.rights import EXCEPTIONS_READ
from orders.exceptions.selectors.cases import case_for
from orders.register.rights import ORDERS_READ
from orders.register.selectors.orders import orders_for
from people.models import User


def file_for(user: User, pk: int) -> StoredFile:
    """The file, when this person may see what it is about; Missing otherwise."""
    stored = StoredFile.objects.filter(pk=pk).first()
    if stored is None or not _may(user, stored):
        raise Missing("file", _("There is no such file, or it is not for you."))
    return stored


def _may(user: User, stored: StoredFile) -> bool:
    name, _colon, key = stored.about.partition(":")
    if name == "order" and key.isdigit() and user.may(ORDERS_READ):
        return orders_for(user).filter(pk=int(key)).exists()
    if name == "exception" and key.isdigit() and user.may(EXCEPTIONS_READ):
        return bool(case_for(user, int(key)))
    right = file_kinds[stored.kind].right
    return right is not None and user.may_by_code(right)


def files_for(user: User) -> QuerySet[StoredFile]:
    """The download centre: every export and upload of the kinds this person may open."""
    kinds = [kind for kind in file_kinds if kind.right and user.may_by_code(kind.right)]
    return StoredFile.objects.filter(kind__in=kinds)
