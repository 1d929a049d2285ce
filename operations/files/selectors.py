"""Which stored file a person may open: decided by what the file is about."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import Missing
from core.models import StoredFile
from orders.exceptions.rights import EXCEPTIONS_READ
from orders.exceptions.selectors.cases import case_for
from orders.register.rights import ORDERS_READ
from orders.register.selectors.orders import orders_for

# Kinds of files that are about no single order, and the right that opens them.
KINDS = {
    "order_import": "orders.import.read",
    "feedback": "feedback.read",
    "bank": "bank.read",
    "bank_result": "bank.read",
    "statement": "statement.read",
    "cod_sheet": "cod_sheet.read",
}

WORDS = {
    "order_import": gettext_lazy("Order file"),
    "feedback": gettext_lazy("Feedback file"),
    "bank": gettext_lazy("Bank file"),
    "bank_result": gettext_lazy("Result of a bank file"),
    "statement": gettext_lazy("Statement"),
    "cod_sheet": gettext_lazy("COD handover sheet"),
}


def file_for(user, pk):
    """The file, when this person may see what it is about; Missing otherwise."""
    stored = StoredFile.objects.filter(pk=pk).first()
    if stored is None or not _may(user, stored):
        raise Missing("file", _("There is no such file, or it is not for you."))
    return stored


def _may(user, stored):
    name, _colon, key = stored.about.partition(":")
    if name == "order" and key.isdigit() and user.may(ORDERS_READ):
        return orders_for(user).filter(pk=int(key)).exists()
    if name == "exception" and key.isdigit() and user.may(EXCEPTIONS_READ):
        return bool(case_for(user, int(key)))
    return stored.kind in KINDS and user.may(KINDS[stored.kind])


def files_for(user):
    """The download centre: every export and upload of the kinds this person may open."""
    kinds = [kind for kind, action in KINDS.items() if user.may(action)]
    return StoredFile.objects.filter(kind__in=kinds)


def file_named(file):
    """The file with the word for its kind."""
    file.word = WORDS[file.kind]
    return file
