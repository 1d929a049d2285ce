"""The choice of a client, for the forms of every room."""

from functools import cached_property
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from orders.register.models import Client
from orders.register.selectors.clients import clients

if TYPE_CHECKING:
    _Choice = forms.ModelChoiceField[Client]
else:
    _Choice = forms.ModelChoiceField


class ClientField(_Choice):
    """The client that a form is about; chosen already when there is one, and nobody has to post it then."""

    def __init__(self, **options: Any) -> None:
        super().__init__(clients(), label=_("Client"), empty_label=_("Choose"), **options)

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> forms.BoundField:
        if self._only:
            self.initial, self.empty_label = self._only.pk, None
        return super().get_bound_field(form, field_name)

    def clean(self, value: Any) -> Client | None:
        return super().clean(value) if value or self._only is None else self._only

    @cached_property
    def _only(self) -> Client | None:
        rows = list(clients()[:2])
        return rows[0] if len(rows) == 1 else None
