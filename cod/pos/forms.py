"""Forms of the cashier."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms
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

    def __init__(
        self, *args: Any, terminals: Iterable[Terminal] = (), drivers: Iterable[Driver] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = [(row.pk, row.serial) for row in terminals]
        self.fields["terminal"] = forms.ChoiceField(label=_("Terminal"), choices=choices)
        self.fields["driver"] = forms.ChoiceField(label=_("Driver"), choices=[(row.pk, str(row)) for row in drivers])
