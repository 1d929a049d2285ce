"""The register of exceptions: nothing closes without the word of the client under its own number (INV-10, INV-11)."""

import datetime as dt

import pytest

from core import clock
from core.models import OutboxMessage
from dispatch.calls.cases import UNREACHABLE
from orders.exceptions.cases import OTHER
from orders.exceptions.models import Instruction
from orders.exceptions.selectors.cases import cases_for, cases_found, counts_for, is_late
from orders.exceptions.services.cases import (
    Subject,
    exception_close,
    exception_instruct,
    exception_open,
    exceptions_open,
)
from orders.gate.cases import DAMAGE
from orders.register.lifecycle import OrderAction
from orders.register.models import Outcome
from orders.register.services.status import orders_move
from orders.zones.cases import CANCEL, OUT_OF_AREA
from tests.orders.gate import refused

pytestmark = pytest.mark.django_db


def instruct(world, case, decision="redeliver", number="80231", actor=None):
    actor = actor or world.cs_agent
    return exception_instruct(case=case, client_staff_no=number, decision=decision, text="再送一次", actor=actor)


def test_a_case_closes_only_as_the_client_instructed(world):
    """INV-10: number, instruction, and the same action."""
    case = exception_open(kind=OTHER, order=world.order_make(), description="地址不清", actor=world.cs_agent)
    with refused("no_instruction"):
        exception_close(case=case, executed="redeliver", actor=world.cs_agent)
    with refused("client_staff_no"):
        instruct(world, case, number="  ")
    with refused("decision"):
        instruct(world, case, decision="")
    instruct(world, case)
    with refused("not_as_instructed"):
        exception_close(case=case, executed="return_to_client", actor=world.cs_agent)
    exception_close(case=case, executed="redeliver", actor=world.cs_agent)
    case.refresh_from_db()
    assert (case.status, case.executed, case.closed_at) == ("closed", "redeliver", clock.now())
    with refused("state"):
        instruct(world, case)


def test_our_own_staff_number_is_never_the_clients(world):
    """INV-11."""
    case = exception_open(kind=OTHER, order=world.order_make())
    for number in (world.keeper.staff_no, f" {world.cs_agent.staff_no.lower()} "):
        with refused("own_staff_no"):
            instruct(world, case, number=number)
    assert not Instruction.objects.exists()


def test_the_last_instruction_rules(world):
    case = exception_open(kind=OTHER, order=world.order_make())
    instruct(world, case, "redeliver")
    instruct(world, case, "return_to_client", number="80417")
    with refused("not_as_instructed"):
        exception_close(case=case, executed="redeliver", actor=world.cs_agent)
    exception_close(case=case, executed="return_to_client", actor=world.cs_agent)
    assert [word.client_staff_no for word in case.instructions.all()] == ["80231", "80417"]


def test_a_role_outside_the_table_may_not_instruct(world):
    case = exception_open(kind=OTHER, order=world.order_make())
    with refused("role"):
        instruct(world, case, actor=world.hq_finance)


def test_an_order_out_of_area_is_cancelled_on_the_clients_word(world):
    """STM-03."""
    order = world.order_make()
    type(order).objects.filter(pk=order.pk).update(status="out_of_area")
    case = exception_open(kind=OUT_OF_AREA, order=order)
    with refused("decision"):
        instruct(world, case, "keep_trying")
    instruct(world, case, CANCEL)
    exception_close(case=case, executed=CANCEL, actor=world.cs_agent)
    order.refresh_from_db()
    told = Outcome.objects.get(order=order)
    assert (order.status, told.result, told.client_staff_no) == ("cancelled", "cancelled", "80231")


def test_the_desk_shows_the_nearest_limit_first_and_what_is_overdue(world):
    """BG-11: the first answer within twelve hours."""
    late = exception_open(kind=OTHER, order=world.order_make())
    clock.move_to(clock.now() + dt.timedelta(hours=11))
    fresh = exception_open(kind=DAMAGE, order=world.order_make())
    clock.move_to(clock.now() + dt.timedelta(hours=2))
    assert [(case, is_late(case)) for case in cases_for(world.cs_agent)] == [(late, True), (fresh, False)]
    instruct(world, late)
    late.refresh_from_db()
    assert not is_late(late)
    assert counts_for(world.cs_agent) == {
        "all": 2,
        "open": 1,
        "late": 0,
        "snoozed": 0,
        "instructed": 1,
        "closed": 0,
    }
    assert list(cases_found(world.cs_agent, status="open", kind=DAMAGE)) == [fresh]
    assert list(cases_found(world.cs_agent, text=late.number)) == [late]


def test_another_platform_does_not_see_the_case(world):
    """SOD-07."""
    exception_open(kind=OTHER, order=world.order_make())
    assert cases_for(world.keeper).count() == 1
    world.keeper.platform = world.other_platform
    assert cases_for(world.keeper).count() == 0
    assert cases_for(world.cs_manager).count() == 1


def test_a_flood_of_cases_is_told_in_one_message(world):
    orders = [world.order_make() for _ in range(20)]
    opened = exceptions_open(kind=OUT_OF_AREA, subjects=[Subject(order) for order in orders])
    assert len({case.number for case in opened}) == 20
    message = OutboxMessage.objects.get(to_id=world.account_manager.pk)
    assert (message.kind, message.params["count"]) == ("exceptions_opened", 20)


def test_a_case_of_a_moved_order_keeps_its_order_alone(world):
    """An exception of the road never moves the order by being closed."""
    order = world.order_make()
    orders_move(action=OrderAction.ACCEPT, order_ids=[order.pk], actor=world.keeper)
    case = exception_open(kind=UNREACHABLE, order=order)
    instruct(world, case, "keep_trying")
    exception_close(case=case, executed="keep_trying", actor=world.cs_agent)
    order.refresh_from_db()
    assert order.status == "in_stock"
