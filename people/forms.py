"""Forms of the people room."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.types import Text
from people.models import Platform
from people.roles import TITLES


def _password(label: Text, **attrs: str | bool) -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": "current-password", **attrs})
    return forms.CharField(label=label, widget=widget, max_length=200, strip=False)


def _role_choices() -> list[tuple[str, Text]]:
    return [(code, _(title)) for code, title in TITLES.items()]


class SignInForm(forms.Form):
    username = forms.CharField(
        label=_("Username"),
        max_length=40,
        widget=forms.TextInput(attrs={"autofocus": True, "autocapitalize": "none", "autocomplete": "username"}),
    )
    password = _password(_("Password"))


class UnlockForm(forms.Form):
    password = _password(_("Password"), autofocus=True)


class PasswordForm(forms.Form):
    old = _password(_("Current password"), autofocus=True)
    new = _password(_("New password"), autocomplete="new-password")
    again = _password(_("New password again"), autocomplete="new-password")

    def clean(self) -> dict[str, Any]:
        super().clean()
        data = self.cleaned_data
        if data.get("new") and data.get("again") and data["new"] != data["again"]:
            self.add_error("again", _("The two new passwords differ."))
        return data


class PinForm(forms.Form):
    password = _password(_("Password"), autofocus=True)
    pin = forms.CharField(
        label=_("New PIN (four to eight digits)"),
        max_length=8,
        min_length=4,
        widget=forms.PasswordInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )


class UserForm(forms.Form):
    username = forms.SlugField(
        label=_("Username"), max_length=40, widget=forms.TextInput(attrs={"autofocus": True, "autocomplete": "off"})
    )
    name = forms.CharField(label=_("Name"), max_length=40)
    staff_no = forms.CharField(label=_("Staff number"), max_length=20)
    phone = forms.CharField(
        label=_("Phone"), max_length=20, required=False, widget=forms.TextInput(attrs={"inputmode": "tel"})
    )
    platform = forms.ModelChoiceField(
        label=_("Platform"), queryset=Platform.objects.all(), required=False, empty_label=_("None: every platform")
    )
    roles = forms.MultipleChoiceField(label=_("Roles"), choices=_role_choices, widget=forms.CheckboxSelectMultiple)
    password = forms.CharField(
        label=_("First password"),
        max_length=200,
        strip=False,
        help_text=_("The person must change it at the first sign-in."),
    )


class RolesForm(forms.Form):
    roles = forms.MultipleChoiceField(label=_("Roles"), choices=_role_choices, widget=forms.CheckboxSelectMultiple)


class ResetForm(forms.Form):
    password = forms.CharField(label=_("New first password"), max_length=200, strip=False)
