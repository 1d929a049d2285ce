"""The order, its personal data and what came of it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language

from core.codes import CodeField
from orders.register import lifecycle
from orders.register.lifecycle import MONEY_OPEN, DeliveryResult, OrderState, PaymentState
from orders.register.models.client import Client, ServiceZone
from orders.register.payways import NO_COLLECTION, PaymentWish, pay_ways, payment_wishes
from orders.register.promises import Designation
from people.models import Platform, User


class Recipient(models.Model):
    """The personal data of an order, apart and erasable. Nothing else holds a name, a phone or an address."""

    name = models.CharField(max_length=60)
    phone = models.CharField(max_length=30)
    phone2 = models.CharField(max_length=30, blank=True)
    phone_tail = models.CharField(max_length=4, db_index=True)
    town = models.CharField(max_length=60, blank=True)
    address = models.CharField(max_length=300)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["phone"], name="recipient_phone"),
            models.Index(fields=["phone2"], name="recipient_phone2", condition=~Q(phone2="")),
        ]

    @property
    def masked_name(self) -> str:
        return f"{self.name[:1]}**"  # its length is nobody's business either

    @property
    def masked_phone(self) -> str:
        return f"{self.phone[:3]}****{self.phone_tail}"


class Order(models.Model):
    """ENT-07: one shipment of one client order (INV-02, BG-25)."""

    client = models.ForeignKey(Client, models.PROTECT, related_name="orders")
    order_no = models.CharField(max_length=40)
    shipment_no = models.CharField(max_length=20)
    waybill_no = models.CharField(max_length=20, unique=True, null=True)
    business_date = models.DateField()
    platform = models.ForeignKey(Platform, models.PROTECT, related_name="orders")
    shipped_at = models.DateTimeField(null=True)
    arrived_at = models.DateTimeField(null=True)  # of the line-haul that brought its goods
    promise_at = models.DateTimeField(null=True)
    zone = models.ForeignKey(ServiceZone, models.PROTECT, null=True, related_name="orders")
    zone_unconfirmed = models.BooleanField(default=False)
    zone_asked = models.BooleanField(default=False)  # a person is asked for it (SLA-24)
    district = models.CharField(max_length=20, blank=True)
    recipient = models.OneToOneField(Recipient, models.PROTECT, related_name="order")
    floor = models.CharField(max_length=10, blank=True)
    has_lift = models.BooleanField(null=True)
    upstairs = models.BooleanField(default=False)
    doc_return = models.BooleanField(default=False)
    pay_mode = CodeField(of=payment_wishes, max_length=12, default=NO_COLLECTION)  # what the client's file asks for
    amount_original_fen = models.BigIntegerField(default=0)
    amount_due_fen = models.BigIntegerField(default=0)
    amount_version = models.PositiveIntegerField(default=1)
    wanted_window = models.CharField(max_length=60, blank=True)
    pieces = models.PositiveIntegerField(default=1)
    remarks = models.CharField(max_length=300, blank=True)
    status = models.CharField(max_length=20, choices=lifecycle.ORDER.choices, default=OrderState.EXPECTED)
    payment_state = CodeField(of=PaymentState, max_length=12, default=PaymentState.NONE)
    paid_with = CodeField(of=pay_ways, max_length=12, blank=True)  # what was taken, by the money room's word
    collected_fen = models.BigIntegerField(default=0)
    designated_at = models.DateTimeField(null=True)  # CON-15: when the customer named his own time, and which
    designated_from = models.DateTimeField(null=True)
    designated_until = models.DateTimeField(null=True)
    created_at = models.DateTimeField()

    looked_up_by = ("order_no",)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["client", "order_no", "shipment_no"], name="order_once"),
            models.CheckConstraint(condition=Q(amount_due_fen__gte=0), name="order_amount_positive"),
            models.CheckConstraint(
                condition=Q(zone__isnull=False) | Q(waybill_no__isnull=True), name="order_zone_for_waybill"
            ),
        ]
        indexes = [
            models.Index(fields=["business_date", "status"], name="order_day"),
            models.Index(fields=["order_no"], name="order_number"),
            # What desks ask for is what is not over: of a million orders a few hundred.
            models.Index(fields=["status"], name="order_open", condition=Q(status__in=lifecycle.OPEN)),
            models.Index(fields=["payment_state"], name="order_money_open", condition=Q(payment_state__in=MONEY_OPEN)),
        ]

    def __str__(self) -> str:
        return self.order_no

    @property
    def audit_about(self) -> str:
        return about_order(self.pk)

    @property
    def known_paid_with(self) -> PaymentWish:
        """What buyer and client call what it was paid with."""
        return self.paid_with.known_as if self.paid_with else NO_COLLECTION

    @property
    def designations(self) -> list[Designation]:
        """What the customer last said of his own time while the promise ran, as `promises.punctuality_of` takes it."""
        at, start, end = self.designated_at, self.designated_from, self.designated_until
        return [Designation(at, start, end)] if at and start and end else []


def about_order(order_id: int) -> str:
    """What audit rows, files and notifications of an order are filed under."""
    return f"order:{order_id}"


class Reason(models.Model):
    """A coded reason, editable, in both languages."""

    kind = models.CharField(max_length=20)  # refusal
    code = models.CharField(max_length=30, unique=True)
    name_zh = models.CharField(max_length=40)
    name_en = models.CharField(max_length=60)
    needs_photo = models.BooleanField(default=False)
    needs_clause = models.BooleanField(default=False)  # of the packaging standard at the door (ENT-14, FLW-F.2)
    active = models.BooleanField(default=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["kind", "position"]

    def __str__(self) -> str:
        return self.code

    @property
    def words(self) -> str:
        """Its name in the reader's language."""
        return self.name_en if get_language() == "en" else self.name_zh


class OutcomeSigner(models.Model):
    """Who signed at the door, by name: personal, erasable."""

    name = models.CharField(max_length=60)
    erased_at = models.DateTimeField(null=True)


class Outcome(models.Model):
    """What came of an order at a moment; rows are only added, so any cut-off can be recomputed (INV-48).

    The newest row recorded before a cut-off rules.
    """

    frozen = True

    order = models.ForeignKey(Order, models.PROTECT, related_name="outcomes")
    result = CodeField(of=DeliveryResult, max_length=20)
    reason = models.CharField(max_length=30, blank=True)
    signer = models.ForeignKey(OutcomeSigner, models.PROTECT, null=True)
    driver_user = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    collected_fen = models.BigIntegerField(default=0)
    way = CodeField(of=pay_ways, max_length=12, blank=True)
    pieces_back = models.PositiveIntegerField(default=0)
    client_staff_no = models.CharField(max_length=20, blank=True)
    note = models.CharField(max_length=100, blank=True)
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["id"]


class StatusChange(models.Model):
    """An order went from one status to another; rows are only added, so the status at any cut-off is known (INV-48)."""

    frozen = True

    order = models.ForeignKey(Order, models.PROTECT, related_name="status_changes")
    source = CodeField(of=OrderState, max_length=20)
    target = CodeField(of=OrderState, max_length=20)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
