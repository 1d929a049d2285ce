"""The client, the zones of the plan, and what the client's contract says of them."""

from django.db import models
from django.db.models import Q

from core.codes import CodeField
from orders.register.promises import PromiseStart
from people.models import Holder


class Client(models.Model):
    """ENT-04: whose goods and money these are, and the terms of its contract.

    `short_name`: what papers call it; `promise_starts`: what starts the clock of a promise (AMB-01); `window_hours`:
    the longest window that a customer is promised (INV-20).
    """

    code = models.CharField(max_length=10, unique=True)
    name = models.CharField(max_length=60)
    short_name = models.CharField(max_length=10)
    holder = models.OneToOneField(Holder, models.PROTECT, related_name="client")
    account = models.CharField(max_length=60, blank=True)
    promise_starts = CodeField(of=PromiseStart, max_length=10, default=PromiseStart.SHIPPED)
    window_hours = models.PositiveSmallIntegerField(default=4)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(condition=~Q(short_name=""), name="client_has_short_name"),
            models.CheckConstraint(condition=Q(window_hours__range=(1, 12)), name="client_window_hours"),
        ]

    def __str__(self) -> str:
        return self.name


class ServiceZone(models.Model):
    """ENT-01: a district of the plan with its promise in hours (part i), where a client's terms say nothing else."""

    name = models.CharField(max_length=20, unique=True)
    hours = models.PositiveSmallIntegerField()
    aliases = models.JSONField(default=list)
    active = models.BooleanField(default=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=Q(hours__range=(1, 240)), name="zone_hours")]

    def __str__(self) -> str:
        return self.name


class ZoneTerms(models.Model):
    """What one client is promised in one zone instead of the plan's hours; without hours it is not delivered to."""

    client = models.ForeignKey(Client, models.PROTECT, related_name="zone_terms")
    zone = models.ForeignKey(ServiceZone, models.PROTECT, related_name="terms")
    hours = models.PositiveSmallIntegerField(null=True)

    class Meta:
        ordering = ["client_id", "zone_id"]
        constraints = [
            models.UniqueConstraint(fields=["client", "zone"], name="zone_terms_once"),
            models.CheckConstraint(condition=Q(hours=None) | Q(hours__range=(1, 240)), name="zone_terms_hours"),
        ]

    def __str__(self) -> str:
        return f"{self.client.code} {self.zone.name}"
