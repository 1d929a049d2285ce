"""What people send: dates, files, and the few forms of the money room."""

import datetime as dt

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from core import clock
from core.errors import Invalid, TooLarge
from core.money import BadAmount, fen


def date_of(text, default=None):
    """The date written as 2026-11-02, else the default, else today; Invalid when it is something else."""
    if not text:
        return default or clock.today()
    try:
        return dt.date.fromisoformat(str(text))
    except ValueError as error:
        raise Invalid("date", _("“%(value)s” is not a date such as 2026-11-02."), value=str(text)[:20]) from error


def upload_of(request, field="file"):
    """The uploaded workbook, at most as large as the settings allow."""
    upload = request.FILES.get(field)
    if upload is None:
        raise Invalid("file", _("Choose a file."))
    if upload.size > settings.UPLOAD_WORKBOOK_BYTES:
        raise TooLarge("workbook_size", _("The workbook is larger than 20 MB."))
    return upload


class BankForm(forms.Form):
    """The bank's arrival file and the date on which it came."""

    file = forms.FileField(
        label=_("Arrival file"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.csv"}),
        help_text=_("The bank's workbook, 20 MB at most."),
    )
    business_date = forms.DateField(
        label=_("Business date"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )


class IssueForm(forms.Form):
    """Which terminal goes to which driver."""

    terminal = forms.ChoiceField(label=_("Terminal"))
    driver = forms.ChoiceField(label=_("Driver"))

    def __init__(self, *args, terminals=(), drivers=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["terminal"].choices = [(row.pk, row.serial) for row in terminals]
        self.fields["driver"].choices = [(row.pk, str(row)) for row in drivers]


class OwnFundsForm(forms.Form):
    """Own money put into the bank."""

    amount = forms.CharField(
        label=_("Amount in yuan"), max_length=20, widget=forms.TextInput(attrs={"inputmode": "decimal"})
    )
    note = forms.CharField(label=_("What for"), max_length=100)

    def clean_amount(self):
        try:
            return fen(self.cleaned_data["amount"])
        except BadAmount as error:
            raise forms.ValidationError(error.message) from error
