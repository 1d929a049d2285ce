"""Goods that came with the truck and stand in no batch (ENT-12: surplus)."""

from django.db import models

from core.codes import CodeField
from orders.exceptions.models import ExceptionCase
from orders.gate.models.arrival import Arrival
from orders.register.lifecycle import StoreArea
from orders.register.models import GoodsItem
from people.models import Holder, User
from sheets.models import Sheet


class SurplusItem(models.Model):
    """ENT-12: what the outside label says, held apart in the inspection area until the client instructs.

    It belongs to no order, so it is no goods item. It stays the client's until a receipt signed by keeper and
    carrier, `sheet`, takes it into the store; its photos are the attachments of its case. When its order comes it is
    joined to `item`, which takes its place in the store by that same receipt.
    """

    arrival = models.ForeignKey(Arrival, models.PROTECT, related_name="surplus")
    case = models.OneToOneField(ExceptionCase, models.PROTECT, related_name="surplus")
    label = models.CharField(max_length=120)
    code = models.CharField(max_length=40, blank=True)
    pieces = models.PositiveSmallIntegerField(default=1)
    holder = models.ForeignKey(Holder, models.PROTECT, related_name="surplus")
    area = CodeField(of=StoreArea, max_length=12, default=StoreArea.INSPECTION)
    sheet = models.ForeignKey(Sheet, models.PROTECT, null=True, related_name="surplus")
    returned_by = models.ForeignKey(Sheet, models.PROTECT, null=True, related_name="surplus_returned")
    item = models.OneToOneField(GoodsItem, models.PROTECT, null=True, related_name="surplus")
    joined_at = models.DateTimeField(null=True)
    found_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    found_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.label

    @property
    def audit_about(self) -> str:
        return self.case.audit_about
