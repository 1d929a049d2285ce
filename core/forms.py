"""Fields that several rooms ask for."""

from typing import Any

from django import forms

from core.types import Text

LOCAL = "%Y-%m-%dT%H:%M"


def moment_field(label: Text, **more: Any) -> forms.DateTimeField:
    """A date and time on the Shanghai wall clock."""
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=LOCAL)
    return forms.DateTimeField(label=label, widget=widget, input_formats=[LOCAL, "%Y-%m-%dT%H:%M:%S"], **more)
