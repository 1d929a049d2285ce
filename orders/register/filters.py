"""Filters of the order list, the same for the page and the API."""

import re

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from orders.register import lifecycle
from orders.register.lifecycle import PaymentState
from orders.register.models import Order, ServiceZone

MANY = 500
_TAIL = re.compile(r"\d{4}")


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
        """Words are numbers; four digits alone are the end of a phone or an order number."""
        words = [word for word in re.split(r"[\s,;\uff0c\uff1b\u3001]+", value) if word][:MANY]
        if not words:
            return rows
        match = Q(order_no__in=words) | Q(waybill_no__in=words)
        if len(words) == 1:
            if _TAIL.fullmatch(words[0]):
                match |= Q(recipient__phone_tail=words[0]) | Q(order_no__endswith=words[0])
            else:
                match |= Q(order_no__icontains=words[0])
        return rows.filter(match)
