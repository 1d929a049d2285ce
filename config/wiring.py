"""The one table of who hears which fact.

Key: a fact (a frozen dataclass of some app's `events.py`). Value: dotted paths of handlers, called in this order,
in the publisher's transaction. A failing hearer undoes everything. Read it as the map of the system.
"""

from dispatch.doorstep.events import StopClosed
from dispatch.handover.events import HandoverIssued, RunHandedOver
from dispatch.runs.events import OrdersPlanned, PlanChanged, StopBarred
from orders.exceptions.events import InstructionGiven
from orders.register.events import OrdersCreated, OrdersMoved

HEARERS: dict[type, tuple[str, ...]] = {
    OrdersCreated: ("cod.handlers.orders_created",),
    OrdersMoved: ("dispatch.calls.handlers.orders_moved", "cod.handlers.orders_moved"),
    InstructionGiven: ("dispatch.calls.handlers.instruction_given",),
    OrdersPlanned: ("dispatch.calls.handlers.orders_planned",),
    PlanChanged: ("dispatch.handover.handlers.plan_changed",),
    HandoverIssued: ("cod.handlers.handover_issued",),
    RunHandedOver: ("cod.handlers.run_handed_over",),
    StopClosed: ("cod.handlers.stop_closed",),
    StopBarred: (),
}
