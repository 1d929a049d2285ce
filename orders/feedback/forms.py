"""Forms of the feedback files."""

import datetime as dt

from django import forms
from django.utils.translation import gettext_lazy as _

from core import clock
from core.forms import moment_field
from orders.feedback.lifecycle import FeedbackKind
from orders.register.forms import ClientField


class ClientForm(forms.Form):
    client = ClientField()


class MakeForm(forms.Form):
    client = ClientField()
    business_date = forms.DateField()
    kind = forms.TypedChoiceField(coerce=FeedbackKind, choices=[(kind.value, kind.label) for kind in FeedbackKind])


class UploadedForm(forms.Form):
    uploaded_at = moment_field(_("Put into the client's system at"), required=False)

    def clean_uploaded_at(self) -> dt.datetime:
        at: dt.datetime | None = self.cleaned_data["uploaded_at"]
        return at or clock.now()
