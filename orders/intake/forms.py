"""The upload of an order workbook."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core import clock
from orders.intake.services.watch import ENDINGS
from orders.register.forms import ClientField


class ImportForm(forms.Form):
    """file, business_date and the client."""

    file = forms.FileField(
        label=_("Order workbook"),
        help_text=_("xlsx, xls, csv or tsv, at most 20 MB. It may be dropped on the field."),
        widget=forms.FileInput(attrs={"accept": ",".join(ENDINGS)}),
    )
    business_date = forms.DateField(
        label=_("Business date"), initial=clock.today, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    client = ClientField()
