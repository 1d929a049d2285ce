"""Forms of the call desk."""

import datetime as dt

from django import forms

from core import clock
from core.types import JsonObject
from dispatch.calls.lifecycle import CallResult, Retention

# Three-hour windows of the day, with the key that chooses each.
WINDOWS = (
    ("KeyQ", "Q", "09:00", "12:00"),
    ("KeyW", "W", "12:00", "15:00"),
    ("KeyE", "E", "15:00", "18:00"),
    ("KeyR", "R", "18:00", "21:00"),
)


def windows_of(date: dt.date, hours: int = 3) -> list[tuple[bool | str, ...]]:
    """[(key, letter, start, end, over)]: `over` for what has ended, so that nobody promises a time that is gone.

    `hours`: as long as the client's terms allow; a longer window ends earlier.
    """
    return [(key, letter, *window_cut(date, start, end, hours)) for key, letter, start, end in WINDOWS]


def window_cut(date: dt.date, start: str, end: str, hours: int) -> tuple[str, str, bool]:
    """(start, end, whether it is over) of a window that may last so many hours (INV-20)."""
    until = min(clock.at(date, start) + dt.timedelta(hours=hours), clock.at(date, end))
    return start, f"{clock.local(until):%H:%M}", until <= clock.now()


class CallForm(forms.Form):
    """One call's result; times are of the business date. `said(date)` is what the service takes."""

    result = forms.ChoiceField(choices=[(code.value, code.label) for code in CallResult])
    window = forms.RegexField(r"^\d\d:\d\d-\d\d:\d\d$", required=False)
    start = forms.TimeField(required=False)
    end = forms.TimeField(required=False)
    retention = forms.ChoiceField(choices=[(code.value, code.label) for code in Retention], required=False)
    retention_note = forms.CharField(max_length=200, required=False)
    client_staff_no = forms.CharField(max_length=20, required=False)
    note = forms.CharField(max_length=200, required=False)

    def said(self, date: dt.date) -> JsonObject:
        """Keyword arguments of call_log."""
        data = self.cleaned_data
        start, end = data.get("start"), data.get("end")
        if not (start or end) and data.get("window"):
            start, end = (dt.time.fromisoformat(part) for part in data["window"].split("-"))
        names = ("retention", "retention_note", "client_staff_no", "note")
        said = {"result": data["result"]} | {name: data[name] for name in names if data.get(name)}
        if data["result"] in ("booked", "designated", "callback"):
            said["window_start"] = clock.at(date, start) if start else None
            said["window_end"] = clock.at(date, end) if end else None
        return said
