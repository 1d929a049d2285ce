"""Forms of drivers and vehicles."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from people.models import User


class DriverForm(forms.Form):
    """A new driver out of a user."""

    code = forms.CharField(max_length=10, label=_("Code"))
    card_tail = forms.RegexField(
        r"^\d{4}$",
        required=False,
        label=_("Last four digits of his own card"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 4}),
    )

    def __init__(self, *args: Any, people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {"user": forms.ModelChoiceField(people, label=_("Person")), **self.fields}


class VehicleForm(forms.Form):
    """A new van."""

    plate = forms.CharField(max_length=20, label=_("Number plate"))
    capacity_pieces = forms.IntegerField(min_value=1, max_value=999, initial=40, label=_("Holds pieces"))
