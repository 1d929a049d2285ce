"""Goods and papers, and who holds each: moved only by a signed sheet (INV-12)."""

from django.db import models
from django.db.models import F, Q

from core.codes import CodeField
from orders.register import lifecycle
from orders.register.lifecycle import GoodsCondition, PaperKind, PaperState, PartKind, StoreArea
from orders.register.models.order import Order
from people.models import Holder, User
from sheets.models import Sheet


class GoodsItem(models.Model):
    """ENT-09: one item of an order, with exactly one holder."""

    order = models.ForeignKey(Order, models.PROTECT, related_name="items")
    line_no = models.PositiveSmallIntegerField()
    sku = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=120)
    category = models.CharField(max_length=20, blank=True)
    quantity = models.PositiveIntegerField(default=1)
    pieces = models.PositiveIntegerField(default=1)
    declared_fen = models.BigIntegerField(default=0)
    share_fen = models.BigIntegerField(default=0)
    holder = models.ForeignKey(Holder, models.PROTECT, related_name="items")
    area = CodeField(of=StoreArea, max_length=12, default=StoreArea.INSPECTION)
    condition = CodeField(of=GoodsCondition, max_length=12, default=GoodsCondition.GOOD)

    class Meta:
        ordering = ["order_id", "line_no"]
        constraints = [models.UniqueConstraint(fields=["order", "line_no"], name="item_line_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def audit_about(self) -> str:
        return f"order:{self.order_id}"


class GoodsPart(models.Model):
    """ENT-10: the indoor or outdoor unit of an air conditioner, by the code on its label (INV-06, INV-07)."""

    item = models.ForeignKey(GoodsItem, models.PROTECT, related_name="parts")
    kind = CodeField(of=PartKind, max_length=8)
    code = models.CharField(max_length=40)
    seen_code = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "kind"], name="part_once")]


class Document(models.Model):
    """ENT-28: a paper that came into being at the door: the buyer's receipt or a POS slip."""

    order = models.ForeignKey(Order, models.PROTECT, related_name="documents")
    kind = CodeField(of=PaperKind, max_length=10)
    number = models.CharField(max_length=40)
    status = models.CharField(max_length=10, choices=lifecycle.PAPER.choices, default=PaperState.CLAIMED)
    holder = models.ForeignKey(Holder, models.PROTECT, related_name="documents")
    created_at = models.DateTimeField()

    looked_up_by = ("number",)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["kind", "number"], name="document_once")]

    def __str__(self) -> str:
        return self.number

    @property
    def audit_about(self) -> str:
        return f"order:{self.order_id}"


class CustodyMovement(models.Model):
    """A thing went from one holder to another by a sheet. Frozen by the database."""

    frozen = True

    item = models.ForeignKey(GoodsItem, models.PROTECT, null=True, related_name="movements")
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="movements")
    source = models.ForeignKey(Holder, models.PROTECT, related_name="+")
    target = models.ForeignKey(Holder, models.PROTECT, related_name="+")
    sheet = models.ForeignKey(Sheet, models.PROTECT, related_name="movements")
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    moved_at = models.DateTimeField()
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(item__isnull=False, document__isnull=True) | Q(item__isnull=True, document__isnull=False),
                name="movement_of_one_thing",
            ),
            models.CheckConstraint(condition=~Q(source=F("target")), name="movement_goes_somewhere"),
        ]
