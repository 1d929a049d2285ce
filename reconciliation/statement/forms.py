"""The form of a statement."""

from django import forms
from django.utils.translation import gettext_lazy as _

from orders.register.forms import ClientField


class StatementForm(forms.Form):
    client = ClientField()
    week = forms.DateField(
        label=_("Week (its Monday)"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    file = forms.FileField(
        label=_("The client's statement (.xlsx)"), widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.csv"})
    )
