"""Forms of the cashier."""

import datetime as dt
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cod.pos.models import Terminal
from core import clock
from core.errors import Invalid
from dispatch.fleet.models import Driver


def date_of(text: str | None, default: dt.date | None = None) -> dt.date:
    """The date written as 2026-11-02, else the default, else today; Invalid when it is something else."""
    if not text:
        return default or clock.today()
    try:
        return dt.date.fromisoformat(str(text))
    except ValueError as error:
        raise Invalid("date", _("“%(value)s” is not a date such as 2026-11-02."), value=str(text)[:20]) from error


class IssueForm(forms.Form):
    """Which terminal goes to which driver."""

    terminal = forms.ChoiceField(label=_("Terminal"))
    driver = forms.ChoiceField(label=_("Driver"))

    def __init__(
        self, *args: Any, terminals: QuerySet[Terminal] = (), drivers: QuerySet[Driver] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["terminal"].choices = [(row.pk, row.serial) for row in terminals]
        self.fields["driver"].choices = [(row.pk, str(row)) for row in drivers]
