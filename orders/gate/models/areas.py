"""Goods that moved from area to area of the store."""

from django.db import models
from django.db.models import F, Q

from core.codes import CodeField
from orders.register.lifecycle import StoreArea
from orders.register.models import GoodsItem
from people.models import Holder
from sheets.models import Sheet


class AreaMove(models.Model):
    """BG-17, BG-18: an item went from one area of a store to another by a slip that the keeper signed. Frozen."""

    frozen = True

    item = models.ForeignKey(GoodsItem, models.PROTECT, related_name="area_moves")
    holder = models.ForeignKey(Holder, models.PROTECT, related_name="+")
    source = CodeField(of=StoreArea, max_length=12)
    target = CodeField(of=StoreArea, max_length=12)
    sheet = models.ForeignKey(Sheet, models.PROTECT, related_name="area_moves")
    moved_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=~Q(source=F("target")), name="areamove_goes_somewhere")]
