"""Forms of the exceptions desk and of the packaging standard."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.forms import moment_field
from core.types import JsonObject
from orders.exceptions.cases import case_kinds
from orders.exceptions.models import DamageStandard, ExceptionCase
from orders.register.forms import ClientField
from orders.register.models import ServiceZone
from orders.register.selectors.terms import zones_in_terms

CHANNELS = [("phone", _("By phone")), ("email", _("E-mail")), ("fax", _("Fax")), ("system", _("Client's system"))]


class ClauseForm(forms.ModelForm):
    class Meta:
        model = DamageStandard
        fields = ("place", "code", "category", "decision", "text_zh", "text_en", "position", "active")
        labels = {
            "place": _("List"),
            "code": _("Clause"),
            "category": _("Category"),
            "decision": _("Decision"),
            "text_zh": _("Wording in Chinese"),
            "text_en": _("Wording in English"),
            "position": _("Position"),
            "active": _("In use"),
        }

    def __init__(self, *args: dict[str, str] | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, words in (("place", DamageStandard.PLACES), ("decision", DamageStandard.DECISIONS)):
            self.fields[name].choices = [(code, gettext(word)) for code, word in words.items()]

    def validate_unique(self) -> None:
        """The service says which clause stands there already."""


class SnoozeForm(forms.Form):
    until = moment_field(_("Bring it back at"))


class RegisterForm(forms.Form):
    client = ClientField()
    first = forms.DateField(label=_("From"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    last = forms.DateField(label=_("To"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def clean(self) -> JsonObject | None:
        data = super().clean()
        if "first" in data and "last" in data and not 0 <= (data["last"] - data["first"]).days <= 366:
            raise forms.ValidationError(_("The last day follows the first, within a year."))
        return data


class CaseFilterForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    q = forms.CharField(label=_("Case, order or client's number"), required=False, max_length=40)
    mine = forms.BooleanField(label=_("Only mine"), required=False)

    def __init__(self, *args: dict[str, str] | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", _("All")), *case_kinds.choices]


class InstructForm(forms.Form):
    client_staff_no = forms.CharField(
        label=_("Client's staff number"),
        max_length=20,
        help_text=_("The client's number, never one of ours."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "list": "staff-numbers"}),
    )
    channel = forms.ChoiceField(label=_("Given by"), choices=CHANNELS)
    decision = forms.ChoiceField(label=_("Instruction"))
    zone = forms.ModelChoiceField(
        label=_("Deliver in zone"),
        queryset=ServiceZone.objects.none(),
        required=False,
        help_text=_("Only when the client wants the order delivered all the same."),
    )
    text = forms.CharField(
        label=_("In the client's words"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: dict[str, str], case: ExceptionCase, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decision"].choices = [("", _("Choose")), *((code, code.words) for code in case.kind.decisions)]
        self.fields["zone"].queryset = zones_in_terms(case.client)
        if not case.kind.asks_zone:
            del self.fields["zone"]
