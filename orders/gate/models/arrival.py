"""Line-haul arrival and acceptance of goods into the hub (FLW-B)."""

from django.db import models

from core.types import JsonObject
from orders.exceptions.models import DamageStandard
from orders.register.models import Client, GoodsItem
from people.models import Platform, User
from sheets.models import Sheet


class Arrival(models.Model):
    """ENT-11: the client's line-haul at the hub. Lateness here is the client's (DAY-02)."""

    client = models.ForeignKey(Client, models.PROTECT, related_name="arrivals")
    platform = models.ForeignKey(Platform, models.PROTECT, related_name="arrivals")
    business_date = models.DateField()
    carrier = models.CharField(max_length=60)
    plate = models.CharField(max_length=20)
    seal_no = models.CharField(max_length=40, blank=True)
    seal_intact = models.BooleanField(default=True)
    arrived_at = models.DateTimeField()
    unloaded_at = models.DateTimeField(null=True)
    registered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    sheet = models.OneToOneField(Sheet, models.PROTECT, null=True, related_name="arrival")

    lines_shown: list[JsonObject]  # brought along where one arrival is shown over the API

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.carrier} {self.plate}"


class AcceptanceLine(models.Model):
    """ENT-12: what the keeper found for one item; never a box opened (INV-06)."""

    ACCEPTED, NOTED, REFUSED, SHORT = "accepted", "noted", "refused", "short"
    OUTCOMES = [ACCEPTED, NOTED, REFUSED, SHORT]
    DAMAGED = (NOTED, REFUSED)

    arrival = models.ForeignKey(Arrival, models.PROTECT, related_name="lines")
    item = models.ForeignKey(GoodsItem, models.PROTECT, related_name="acceptances")
    outcome = models.CharField(max_length=10, choices=[(code, code) for code in OUTCOMES])
    packaging_ok = models.BooleanField(default=True)
    standard = models.ForeignKey(DamageStandard, models.PROTECT, null=True, related_name="lines")
    clause = models.CharField(max_length=40, blank=True)
    note = models.CharField(max_length=200, blank=True)
    checked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    checked_at = models.DateTimeField()

    class Meta:
        ordering = ["item_id"]
        constraints = [models.UniqueConstraint(fields=["arrival", "item"], name="acceptance_item_once")]
