"""Drivers and vehicles."""

from django.db import models

from people.models import Holder, Platform, User


class Driver(models.Model):
    """ENT-19: a driver; his own card's last four digits only (NFR-05)."""

    user = models.OneToOneField(User, models.PROTECT, related_name="driver")
    holder = models.OneToOneField(Holder, models.PROTECT, related_name="driver")
    platform = models.ForeignKey(Platform, models.PROTECT, related_name="drivers")
    code = models.CharField(max_length=10, unique=True)
    card_tail = models.CharField(max_length=4, blank=True)
    active = models.BooleanField(default=True)
    blocked_reason = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code} {self.user.name}"


class Vehicle(models.Model):
    """ENT-20: a van."""

    platform = models.ForeignKey(Platform, models.PROTECT, related_name="vehicles")
    plate = models.CharField(max_length=20, unique=True)
    capacity_pieces = models.PositiveIntegerField(default=40)
    active = models.BooleanField(default=True)

    class Meta:
        ordering = ["plate"]

    def __str__(self) -> str:
        return self.plate
