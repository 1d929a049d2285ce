"""Forms of the exceptions desk and of the packaging standard."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import moment_field
from core.types import JsonObject, Text
from orders.exceptions.cases import case_kinds
from orders.exceptions.kinds import CHANNELS
from orders.exceptions.models import DamageStandard, ExceptionCase
from orders.register.forms import ClientField
from orders.register.selectors.terms import zones_in_terms

if TYPE_CHECKING:
    _ClauseForm = forms.ModelForm[DamageStandard]
else:
    _ClauseForm = forms.ModelForm


class ClauseForm(_ClauseForm):
    place = forms.ChoiceField(
        label=_("List"), choices=[(code, _(word)) for code, word in DamageStandard.PLACES.items()]
    )
    decision = forms.ChoiceField(
        label=_("Decision"), choices=[(code, _(word)) for code, word in DamageStandard.DECISIONS.items()]
    )

    class Meta:
        model = DamageStandard
        fields = ("place", "code", "category", "decision", "text_zh", "text_en", "position", "active")
        labels = {
            "code": _("Clause"),
            "category": _("Category"),
            "text_zh": _("Wording in Chinese"),
            "text_en": _("Wording in English"),
            "position": _("Position"),
            "active": _("In use"),
        }

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
        if data and "first" in data and "last" in data and not 0 <= (data["last"] - data["first"]).days <= 366:
            raise forms.ValidationError(_("The last day follows the first, within a year."))
        return data


def _kinds() -> list[tuple[str, Text]]:
    return [("", _("All")), *case_kinds.choices]


class CaseFilterForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=_kinds)
    q = forms.CharField(label=_("Case, order or client's number"), required=False, max_length=40)
    mine = forms.BooleanField(label=_("Only mine"), required=False)


class InstructForm(forms.Form):
    client_staff_no = forms.CharField(
        label=_("Client's staff number"),
        max_length=20,
        help_text=_("The client's number, never one of ours."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "list": "staff-numbers"}),
    )
    channel = forms.ChoiceField(label=_("Given by"), choices=list(CHANNELS.items()))
    text = forms.CharField(
        label=_("In the client's words"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, case: ExceptionCase, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decision"] = _decision_field(case)
        if case.kind.asks_zone:
            self.fields["zone"] = _zone_field(case)
        self.order_fields(["client_staff_no", "channel", "decision", "zone", "text"])


def _decision_field(case: ExceptionCase) -> forms.ChoiceField:
    offered = [(code, code.words) for code in case.kind.decisions]
    return forms.ChoiceField(label=_("Instruction"), choices=[("", _("Choose")), *offered])


def _zone_field(case: ExceptionCase) -> forms.Field:
    return forms.ModelChoiceField(
        label=_("Deliver in zone"),
        queryset=zones_in_terms(case.client),
        required=False,
        help_text=_("Only when the client wants the order delivered all the same."),
    )
