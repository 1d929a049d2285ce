"""Forms of arrivals, exceptions and feedback files."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core import clock
from orders import cases
from orders.models import AcceptanceLine, DamageStandard, ServiceZone

OUTCOMES = [
    (AcceptanceLine.ACCEPTED, _("Accepted as listed")),
    (AcceptanceLine.NOTED, _("Accepted with a note")),
    (AcceptanceLine.REFUSED, _("Refused on the spot")),
    (AcceptanceLine.SHORT, _("Short")),
]
CHANNELS = [("phone", _("By phone")), ("email", _("E-mail")), ("fax", _("Fax")), ("system", _("Client's system"))]
LOCAL = "%Y-%m-%dT%H:%M"


def moment_field(label, **more):
    """A date and time on the Shanghai wall clock."""
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=LOCAL)
    return forms.DateTimeField(label=label, widget=widget, input_formats=[LOCAL, "%Y-%m-%dT%H:%M:%S"], **more)


class ArrivalForm(forms.Form):
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

    def line(self, item):
        """The cleaned line as `arrival_check` takes it."""
        data = self.cleaned_data
        parts = [{"kind": kind, "code": data[kind]} for kind in ("indoor", "outdoor") if data[kind]]
        return {"item": item, "parts": parts, **{name: data[name] for name in ("outcome", "clause", "note")}}


class SurplusForm(forms.Form):
    label = forms.CharField(label=_("What the label says"), max_length=120)
    code = forms.CharField(label=_("Code on the label"), max_length=40, required=False)
    pieces = forms.IntegerField(label=_("Pieces"), min_value=1, max_value=999, initial=1)
    photo = forms.FileField(
        label=_("Photo"), required=False, widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg"})
    )


class ClauseForm(forms.ModelForm):
    class Meta:
        model = DamageStandard
        fields = ("place", "code", "category", "decision", "text_zh", "text_en", "position", "active")
        labels = {
            "place": _("List"), "code": _("Clause"), "category": _("Category"), "decision": _("Decision"),
            "text_zh": _("Wording in Chinese"), "text_en": _("Wording in English"), "position": _("Position"),
            "active": _("In use"),
        }  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, words in (("place", DamageStandard.PLACES), ("decision", DamageStandard.DECISIONS)):
            self.fields[name].choices = [(code, gettext(word)) for code, word in words.items()]

    def validate_unique(self):
        """The service says which clause stands there already."""


class StockFilterForm(forms.Form):
    q = forms.CharField(label=_("Order, waybill or goods"), required=False, max_length=40)


class JoinForm(forms.Form):
    order_no = forms.CharField(max_length=40)
    line_no = forms.IntegerField(min_value=1, max_value=9999, required=False)


class SnoozeForm(forms.Form):
    until = moment_field(_("Bring it back at"))


class RegisterForm(forms.Form):
    first = forms.DateField(label=_("From"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    last = forms.DateField(label=_("To"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def clean(self):
        data = super().clean()
        if "first" in data and "last" in data and not 0 <= (data["last"] - data["first"]).days <= 366:
            raise forms.ValidationError(_("The last day follows the first, within a year."))
        return data


class CaseFilterForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("All")), *cases.KINDS.items()])
    q = forms.CharField(label=_("Case, order or client's number"), required=False, max_length=40)
    mine = forms.BooleanField(label=_("Only mine"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", _("All")), *((code, _(word)) for code, word in cases.KINDS.items())]


class InstructForm(forms.Form):
    client_staff_no = forms.CharField(
        label=_("Client's staff number"), max_length=20,
        help_text=_("The client's number, never one of ours."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "list": "staff-numbers"}),
    )  # fmt: skip
    channel = forms.ChoiceField(label=_("Given by"), choices=CHANNELS)
    decision = forms.ChoiceField(label=_("Instruction"))
    zone = forms.ModelChoiceField(
        label=_("Deliver in zone"), queryset=ServiceZone.objects.filter(active=True), required=False,
        help_text=_("Only when the client wants the order delivered all the same."),
    )  # fmt: skip
    text = forms.CharField(
        label=_("In the client's words"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args, kind, **kwargs):
        super().__init__(*args, **kwargs)
        codes = cases.decisions_for(kind)
        self.fields["decision"].choices = [("", _("Choose")), *((code, _(cases.DECISIONS[code])) for code in codes)]
        if kind != cases.OUT_OF_AREA:
            del self.fields["zone"]


class PreviewForm(forms.Form):
    date = forms.DateField(
        label=_("Business date"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class MakeForm(forms.Form):
    business_date = forms.DateField()
    kind = forms.ChoiceField(choices=[("noon", "noon"), ("final", "final")])


class UploadedForm(forms.Form):
    uploaded_at = moment_field(_("Put into the client's system at"), required=False)

    def clean_uploaded_at(self):
        return self.cleaned_data["uploaded_at"] or clock.now()
