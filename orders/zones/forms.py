"""Forms of the zone tables and of the questions."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.types import JsonObject
from orders.zones.selectors.zones import zones_all

OUTSIDE = "outside"


class AnswerForm(forms.Form):
    """`zone`: a zone's name or "outside"; `other` counts when `zone` is empty."""

    zone = forms.CharField(required=False)
    other = forms.CharField(required=False)
    remember = forms.BooleanField(required=False)

    def clean(self) -> JsonObject:
        data = self.cleaned_data
        data["chosen"] = data.get("zone") or data.get("other")
        if not data["chosen"]:
            raise forms.ValidationError(_("Choose a zone first."))
        return data


class ZoneForm(forms.Form):
    hours = forms.IntegerField(label=_("Hours"), min_value=1, max_value=240)
    aliases = forms.CharField(label=_("Other names"), required=False, max_length=200)
    active = forms.BooleanField(label=_("Delivered to"), required=False)

    def clean_aliases(self) -> list[str]:
        """Names divided by spaces or commas of either kind."""
        text = self.cleaned_data["aliases"]
        for sign in ",\uff0c\u3001;\uff1b":
            text = text.replace(sign, " ")
        return text.split()


class TownRuleForm(forms.Form):
    town = forms.CharField(label=_("Town or street"), max_length=20, help_text=_("Its full name of today."))
    community = forms.CharField(
        label=_("Community"), max_length=20, required=False, help_text=_("Empty for the whole town.")
    )
    zone = forms.ModelChoiceField(label=_("Zone"), queryset=zones_all(), empty_label=_("Choose"))
