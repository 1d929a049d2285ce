"""Forms of the money page."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.money import BadAmount, fen


class OwnFundsForm(forms.Form):
    """Own money put into the bank."""

    amount = forms.CharField(
        label=_("Amount in yuan"), max_length=20, widget=forms.TextInput(attrs={"inputmode": "decimal"})
    )
    note = forms.CharField(label=_("What for"), max_length=100)

    def clean_amount(self) -> int:
        try:
            return fen(self.cleaned_data["amount"])
        except BadAmount as error:
            raise forms.ValidationError(error.message) from error
