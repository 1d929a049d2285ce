"""The two tables that join the rooms: who hears which fact, and who answers which question.

Key: a fact (a frozen dataclass of some app's `events.py`). Value: dotted paths of handlers, called in this order,
in the publisher's transaction. A failing hearer undoes everything. Read it as the map of the system.
"""

from typing import Any

from core.questions import Bell, Question, Sidebar
from dispatch.doorstep.events import StopClosed
from dispatch.handover.events import HandoverIssued, RunHandedOver
from dispatch.runs.events import OrdersPlanned, PlanChanged
from orders.exceptions.events import InstructionGiven
from orders.intake.questions import PlannedAmong
from orders.register.events import OrdersCreated, OrdersMoved
from people.questions import Landing
from sheets.questions import PersonsShown

HEARERS: dict[type, tuple[str, ...]] = {
    OrdersCreated: ("orders.gate.handlers.orders_created", "cod.handlers.orders_created"),
    OrdersMoved: ("dispatch.calls.handlers.orders_moved", "cod.handlers.orders_moved"),
    InstructionGiven: ("dispatch.calls.handlers.instruction_given",),
    OrdersPlanned: ("dispatch.calls.handlers.orders_planned",),
    PlanChanged: ("dispatch.handover.handlers.plan_changed",),
    HandoverIssued: ("cod.handlers.handover_issued",),
    RunHandedOver: ("cod.handlers.run_handed_over",),
    StopClosed: ("cod.handlers.stop_closed",),
}

# What an earlier room asks of a later one: the question, and the dotted path of what answers it.
ANSWERS: dict[type[Question[Any]], str] = {
    Sidebar: "config.navigation.sidebar",
    Bell: "sheets.inbox.bell",
    Landing: "config.navigation.landing",
    PersonsShown: "orders.register.selectors.persons.persons_shown",
    PlannedAmong: "dispatch.runs.selectors.planned.planned_among",
}
