"""Reads of the bank's files."""

from django.db.models import Count, QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from cod.bank.lifecycle import BANK_LINE
from cod.bank.models import BankFile
from core.types import JsonObject
from people.models import User


def bank_files_for(user: User) -> QuerySet[BankFile]:
    """The bank's files; one company account, so all who may read them see all."""
    return BankFile.objects.select_related("file", "imported_by")


def bank_file_shown(row: BankFile, result: str = "") -> JsonObject:
    """{"lines", "tabs", "missing", "sums"} of a bank file; `result` narrows the lines."""
    counts = dict(row.lines.values_list("result").annotate(n=Count("pk")).order_by())
    lines = row.lines.select_related("order", "sale", "suspense")
    sums = row.lines.aggregate(amount=Sum("amount_fen"), fee=Sum("fee_fen"))
    tabs = [{"label": _("All"), "code": "", "count": sum(counts.values()), "current": not result}]
    tabs += [
        {"label": _(state.label), "code": code, "count": counts[code], "current": result == code}
        for code, state in BANK_LINE.states.items()
        if code in counts
    ]
    missing = row.missing.select_related("collection__order", "collection__terminal", "exception")
    return {"lines": lines.filter(result=result) if result else lines, "tabs": tabs, "missing": missing, "sums": sums}
