"""What people decided about zones: towns that differ from their district, doubtful addresses, remembered streets."""

from django.db import models
from django.db.models import Q

from core.codes import CodeField
from orders.register.models import Order, ServiceZone
from orders.zones.addresses import STREET_LONGEST
from orders.zones.lifecycle import QuestionState
from people.models import User


class TownRule(models.Model):
    """SLA-21, SLA-22: the zone of a town, or of a community of it, where that is not the one named as its district."""

    town = models.CharField(max_length=20)
    community = models.CharField(max_length=20, blank=True)
    zone = models.ForeignKey(ServiceZone, models.PROTECT, related_name="town_rules")

    class Meta:
        ordering = ["zone_id", "town", "community"]
        constraints = [models.UniqueConstraint(fields=["town", "community"], name="townrule_once")]

    def __str__(self) -> str:
        return f"{self.town} {self.community}".strip()


class RememberedStreet(models.Model):
    """SLA-24: the zone that a person chose for every address of a street. No house number, no person."""

    street = models.CharField(max_length=STREET_LONGEST, unique=True)
    zone = models.ForeignKey(ServiceZone, models.PROTECT, related_name="streets")
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["street"]

    def __str__(self) -> str:
        return self.street


class ZoneQuestion(models.Model):
    """SLA-24: an address whose zone a person must tell. `reason` and `names` as the Resolution's, `candidates` zones.

    The address itself stays with the recipient.
    """

    order = models.ForeignKey(Order, models.PROTECT, related_name="zone_questions")
    reason = models.CharField(max_length=30)
    names = models.JSONField(default=list)
    candidates = models.JSONField(default=list)
    state = CodeField(of=QuestionState, max_length=10, default=QuestionState.OPEN)
    asked_at = models.DateTimeField()
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    zone = models.ForeignKey(ServiceZone, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["order"], condition=Q(state="open"), name="zonequestion_open_once")
        ]

    @property
    def audit_about(self) -> str:
        return f"order:{self.order_id}"
