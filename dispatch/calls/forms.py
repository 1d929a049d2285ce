"""Forms of the call desk."""

import datetime as dt

from django import forms

from core import clock
from core.types import JsonObject
from dispatch.calls.lifecycle import CallResult, Retention


class CallForm(forms.Form):
    """One call's result; times are of the business date. `call_values(date)` is what the service takes."""

    result = forms.ChoiceField(choices=[(code.value, code.label) for code in CallResult])
    window = forms.RegexField(r"^\d\d:\d\d-\d\d:\d\d$", required=False)
    start = forms.TimeField(required=False)
    end = forms.TimeField(required=False)
    retention = forms.ChoiceField(choices=[(code.value, code.label) for code in Retention], required=False)
    retention_note = forms.CharField(max_length=200, required=False)
    client_staff_no = forms.CharField(max_length=20, required=False)
    note = forms.CharField(max_length=200, required=False)

    def call_values(self, date: dt.date) -> JsonObject:
        """Keyword arguments of call_log."""
        data = self.cleaned_data
        start, end = data.get("start"), data.get("end")
        if not (start or end) and data.get("window"):
            start, end = (dt.time.fromisoformat(part) for part in data["window"].split("-"))
        names = ("retention", "retention_note", "client_staff_no", "note")
        values = {"result": data["result"]} | {name: data[name] for name in names if data.get(name)}
        if data["result"] in (CallResult.BOOKED, CallResult.DESIGNATED, CallResult.CALLBACK):
            values["window_start"] = clock.at(date, start) if start else None
            values["window_end"] = clock.at(date, end) if end else None
        return values
