"""What the client's instruction makes people do next, and goods moved from area to area of the store."""

from django.db import models
from django.db.models import F, Q

from orders import lifecycle
from orders.models.exceptions import ExceptionCase
from orders.models.goods import GoodsItem
from orders.models.order import Order
from people.models import Holder
from sheets.models import Sheet


class NextStep(models.Model):
    """INV-10: an instruction that is still to be carried out on an order's goods; one waits for an order at a time.

    "redeliver" is done when a run takes the order again, from `on_date` on; "return_to_client" when its goods stand in
    the returns area. Its case closes only then.
    """

    REDELIVER, RETURN = "redeliver", "return_to_client"

    case = models.ForeignKey(ExceptionCase, models.PROTECT, related_name="next_steps")
    order = models.ForeignKey(Order, models.PROTECT, related_name="next_steps")
    kind = models.CharField(max_length=20)
    on_date = models.DateField()
    status = models.CharField(max_length=10, choices=lifecycle.NEXT_STEP.choices, default=lifecycle.WAITING)
    made_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["on_date", "id"]
        constraints = [
            models.UniqueConstraint(fields=["order"], condition=Q(status="waiting"), name="nextstep_one_waiting")
        ]

    def __str__(self):
        return self.order.order_no

    @property
    def audit_about(self):
        return self.order.audit_about

    @property
    def client_staff_no(self):
        """Under which number the client's last word on the case was given."""
        return self.case.instructions.latest("id").client_staff_no


class AreaMove(models.Model):
    """BG-17, BG-18: an item went from one area of a store to another by a slip that the keeper signed. Frozen."""

    frozen = True

    item = models.ForeignKey(GoodsItem, models.PROTECT, related_name="area_moves")
    holder = models.ForeignKey(Holder, models.PROTECT, related_name="+")
    source = models.CharField(max_length=12)
    target = models.CharField(max_length=12)
    sheet = models.ForeignKey(Sheet, models.PROTECT, related_name="area_moves")
    moved_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=~Q(source=F("target")), name="areamove_goes_somewhere")]
