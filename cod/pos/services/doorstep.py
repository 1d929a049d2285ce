"""What a signed handover and a closed stop mean for the money: bindings to a terminal, slips beside receipts."""

import datetime as dt

from django.db import transaction

from cod.dues.selectors import due_of
from cod.pos.lifecycle import IssueState
from cod.pos.models import Binding, Collection, PosIssue
from core import clock
from dispatch.runs.models import Run, RunStop
from orders.register.lifecycle import PaperKind
from orders.register.models import Order
from orders.register.services.custody import documents_create
from people.services.places import buyer
from sheets.models import Sheet


@transaction.atomic
def orders_bind(*, run_id: int, order_ids: tuple[int, ...]) -> None:
    """Bind each order with something due to the terminal of the driver who took its goods (FLW-L.1)."""
    run = Run.objects.select_related("driver").get(pk=run_id)
    issue = PosIssue.objects.filter(driver=run.driver, status=IssueState.OUT).select_related("terminal").first()
    due, instant = due_of(order_ids), clock.now()
    shared = {"run": run, "driver": run.driver, "terminal": issue.terminal if issue else None, "bound_at": instant}
    rows = [Binding(order_id=pk, amount_fen=due[pk], **shared) for pk in order_ids if due.get(pk)]
    Binding.objects.bulk_create(rows, ignore_conflicts=True)


@transaction.atomic
def slip_leave(*, order_id: int, stop_id: int, receipt_id: int, occurred_at: dt.datetime) -> None:
    """A collected order leaves its slip with the driver, beside the receipt (FLW-L.5)."""
    collection = Collection.objects.filter(order_id=order_id).first()
    if collection is None:
        return
    driver = RunStop.objects.select_related("run__driver__holder").get(pk=stop_id).run.driver
    slip = (Order.objects.get(pk=order_id), PaperKind.SLIP, collection.reference)
    documents_create(
        papers=[slip],
        source=buyer(),
        target=driver.holder,
        sheet=Sheet.objects.get(pk=receipt_id),
        actor=driver.user,
        created_at=occurred_at,
    )
