"""Forms of a payment."""

from django import forms
from django.utils.translation import gettext_lazy as _

from orders.register.forms import ClientField


class RequestForm(forms.Form):
    client = ClientField()
    week = forms.DateField()


class PaymentFormForm(forms.Form):
    payee_account = forms.CharField(label=_("Payee's account"), max_length=60)
    purpose = forms.CharField(label=_("Purpose"), max_length=120)


class PayForm(forms.Form):
    amount = forms.CharField(
        label=_("Amount paid"),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        help_text=_("It must equal the request."),
    )
    bank_ref = forms.CharField(label=_("Bank reference"), max_length=40)
    fax_note = forms.CharField(label=_("Fax to the client (time, number)"), max_length=120, required=False)
