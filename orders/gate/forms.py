"""Forms of arrivals and of the store."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import moment_field
from core.types import JsonObject
from orders.gate.models import AcceptanceLine
from orders.register.forms import ClientField
from orders.register.lifecycle import PartKind

OUTCOMES = [
    (AcceptanceLine.ACCEPTED, _("Accepted as listed")),
    (AcceptanceLine.NOTED, _("Accepted with a note")),
    (AcceptanceLine.REFUSED, _("Refused on the spot")),
    (AcceptanceLine.SHORT, _("Short")),
]


class ArrivalForm(forms.Form):
    client = ClientField()
    business_date = forms.DateField(
        label=_("Business date"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    carrier = forms.CharField(label=_("Carrier"), max_length=60, widget=forms.TextInput(attrs={"autofocus": True}))
    plate = forms.CharField(
        label=_("Plate"), max_length=20, widget=forms.TextInput(attrs={"autocapitalize": "characters"})
    )
    seal_no = forms.CharField(label=_("Seal number"), max_length=40, required=False)
    seal_intact = forms.BooleanField(label=_("The seal of the truck is intact"), required=False, initial=True)
    arrived_at = moment_field(_("Arrived at"), required=False, help_text=_("Leave empty for now."))


class LineForm(forms.Form):
    outcome = forms.ChoiceField(choices=OUTCOMES)
    clause = forms.CharField(max_length=20, required=False)
    note = forms.CharField(max_length=200, required=False)
    indoor = forms.CharField(max_length=40, required=False)
    outdoor = forms.CharField(max_length=40, required=False)

    def line(self, item: int) -> JsonObject:
        """The cleaned line as `arrival_check` takes it."""
        data = self.cleaned_data
        parts = [{"kind": kind, "code": data[kind]} for kind in PartKind if data[kind]]
        return {"item": item, "parts": parts, **{name: data[name] for name in ("outcome", "clause", "note")}}


class SurplusForm(forms.Form):
    label = forms.CharField(label=_("What the label says"), max_length=120)
    code = forms.CharField(label=_("Code on the label"), max_length=40, required=False)
    pieces = forms.IntegerField(label=_("Pieces"), min_value=1, max_value=999, initial=1)
    photo = forms.FileField(
        label=_("Photo"), required=False, widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg"})
    )


class StockFilterForm(forms.Form):
    q = forms.CharField(label=_("Order, waybill or goods"), required=False, max_length=40)


class JoinForm(forms.Form):
    order_no = forms.CharField(max_length=40)
    line_no = forms.IntegerField(min_value=1, max_value=9999, required=False)
