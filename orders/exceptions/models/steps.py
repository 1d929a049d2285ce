"""What the client's instruction makes people do next."""

from django.db import models
from django.db.models import Q

from core.codes import CodeField
from orders.exceptions import lifecycle
from orders.exceptions.lifecycle import StepKind, StepState
from orders.exceptions.models.cases import ExceptionCase
from orders.register.models import Order


class NextStep(models.Model):
    """INV-10: an instruction that is still to be carried out on an order's goods; one waits for an order at a time.

    "redeliver" is done when a run takes the order again, from `on_date` on; "return_to_client" when its goods stand in
    the returns area. Its case closes only then.
    """

    case = models.ForeignKey(ExceptionCase, models.PROTECT, related_name="next_steps")
    order = models.ForeignKey(Order, models.PROTECT, related_name="next_steps")
    kind = CodeField(of=StepKind, max_length=20)
    on_date = models.DateField()
    status = models.CharField(max_length=10, choices=lifecycle.NEXT_STEP.choices, default=StepState.WAITING)
    made_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["on_date", "id"]
        constraints = [
            models.UniqueConstraint(fields=["order"], condition=Q(status="waiting"), name="nextstep_one_waiting")
        ]

    def __str__(self) -> str:
        return self.order.order_no

    @property
    def audit_about(self) -> str:
        return self.order.audit_about

    @property
    def client_staff_no(self) -> str:
        """Under which number the client's last word on the case was given."""
        return self.case.instructions.latest("id").client_staff_no
