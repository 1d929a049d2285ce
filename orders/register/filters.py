"""Filters of the order list, the same for the page and the API."""

import re

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from orders.register import lifecycle
from orders.register.lifecycle import PaymentState
from orders.register.models import Order, ServiceZone
from orders.register.selectors.finding import named, named_exactly

MANY = 500


class OrderFilter(django_filters.FilterSet):
    """business_date, status, zone, payment, and `q`: order or waybill numbers (one or many), or a phone's last four."""

    business_date = django_filters.DateFilter(
        label=_("Business date"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    status = django_filters.ChoiceFilter(choices=lifecycle.ORDER.choices, widget=forms.HiddenInput)
    zone = django_filters.ModelChoiceFilter(
        label=_("Zone"), queryset=ServiceZone.objects.filter(active=True), empty_label=_("All zones")
    )
    payment = django_filters.ChoiceFilter(
        field_name="payment_state",
        label=_("Payment"),
        empty_label=_("All payments"),
        choices=[(state.value, _(state.label)) for state in PaymentState],
    )
    q = django_filters.CharFilter(
        method="search",
        label=_("Numbers or phone tail"),
        widget=forms.TextInput(attrs={"data-paste-many": "", "size": 26, "placeholder": _("Paste many, Enter")}),
    )

    class Meta:
        model = Order
        fields = ["business_date", "zone", "payment", "q", "status"]

    def search(self, rows: QuerySet[Order], name: str, value: str) -> QuerySet[Order]:
        """Words are numbers; one alone may also be a part of a number or a telephone."""
        words = [word for word in re.split(r"[\s,;\uff0c\uff1b\u3001]+", value) if word][:MANY]
        if not words:
            return rows
        return rows.filter(named(words[0]) if len(words) == 1 else named_exactly(words))
