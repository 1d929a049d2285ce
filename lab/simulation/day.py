"""The script of a day on the simulated clock, and of the Tuesday and Thursday after it. Read it from top to bottom.

Each part moves the clock and lets the roles act through the product's own interface. What must balance in the end is
asked of the product itself (`report.py`).
"""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import TypeAlias, TypeVar

from core import clock
from core.types import JsonObject
from lab.http import Transport
from lab.simulation.cast import AGENTS, PASSWORD
from lab.simulation.progress import Listener
from lab.simulation.roles.agent import Agent
from lab.simulation.roles.approvers import CHAIN, Approver
from lab.simulation.roles.cashier import Cashier
from lab.simulation.roles.cs_manager import CsManager
from lab.simulation.roles.dispatcher import Dispatcher
from lab.simulation.roles.doc_admin import DocAdmin
from lab.simulation.roles.driver import Driver
from lab.simulation.roles.finance import Finance, ProjectTeam
from lab.simulation.roles.intake import Intake
from lab.simulation.roles.keeper import Keeper
from lab.simulation.roles.person import Person
from lab.simulation.scenario import ABSENT, Scenario
from lab.simulation.trip import Trip
from lab.simulation.waiting import job_wait
from lab.simulation.workbook import Parcel, StatementRow

THREADS = 8
FIRST_STOP, BETWEEN_STOPS = "10:00", dt.timedelta(minutes=36)
HOUR = dt.timedelta(hours=1)

Part: TypeAlias = Callable[[], None]
Somebody = TypeVar("Somebody", bound=Person)
Thing = TypeVar("Thing")
Result = TypeVar("Result")


@dataclass
class Day:
    """What everybody in it can see: the scenario, the simulated time, the trips. `play()` runs all of it."""

    scenario: Scenario
    transport: Transport
    progress: Listener
    trips: list[Trip] = field(default_factory=list)
    drivers: list[Driver] = field(default_factory=list)
    payment: JsonObject | None = None
    cod_sheet_fen: int = 0
    earlier: list[StatementRow] = field(default_factory=list)  # statement rows of other days of the week
    leave_open: set[str] = field(default_factory=set)  # kinds of cases on which the client has not answered yet

    def __post_init__(self) -> None:
        self.date = self.scenario.date
        self.numbers = set(self.scenario.parcels)
        self.by_id: dict[int, Parcel] = {}
        self.clock = self.transport.session().login("dispatcher", PASSWORD)
        self._people: dict[str, Person] = {}

    # What people look at

    def coming(self) -> list[Parcel]:
        """The parcels that came into the store."""
        return [parcel for parcel in self.scenario.parcels.values() if parcel.fate != ABSENT and parcel.order]

    def window(self, sequence: int) -> dict[str, str]:
        """The three hours around a stop, as it is promised on the phone."""
        at = self.stop_time(sequence)
        return {"window_start": (at - HOUR).isoformat(), "window_end": (at + 2 * HOUR).isoformat()}

    def stop_time(self, sequence: int) -> dt.datetime:
        """When the stop of this sequence is reached."""
        return clock.at(self.date, FIRST_STOP) + BETWEEN_STOPS * min(sequence - 1, 16)

    def sales(self) -> list[JsonObject]:
        """What all terminals charged today: the acquirer's record."""
        return [sale for driver in self.drivers if driver.terminal for sale in driver.terminal.sales]

    def statement_rows(self) -> list[StatementRow]:
        """The client's own record of collected orders."""
        charged = {sale["order_no"]: sale for sale in self.sales()}
        return self.earlier + [(number, self.date, sale["amount_fen"]) for number, sale in sorted(charged.items())]

    # Time and people

    @cached_property
    def now(self) -> dt.datetime:
        """The simulated time: the product's at the first need, then as `move` set it."""
        return dt.datetime.fromisoformat(self.clock.get("clock/")["now"])

    def move(self, date: dt.date, at: str | dt.datetime) -> None:
        """Set the simulated clock; a demonstration that ticks is never set back."""
        instant = clock.at(date, at) if isinstance(at, str) else at
        if instant > self.now:
            self.clock.post("clock/", {"at": instant.isoformat(), "running": False})
            self.now = instant

    def one(self, role: type[Somebody], username: str, *more: int) -> Somebody:
        """The person of this name; signs in at the first need."""
        person = self._people.get(username)
        if not isinstance(person, role):
            person = self._people[username] = role(self, username, *more)
        return person

    def each(self, act: Callable[[Thing], Result], things: Iterable[Thing]) -> list[Result]:
        """Let people act at the same time where the transport allows it; the first failure ends the day."""
        if not self.transport.parallel:
            return [act(thing) for thing in things]
        with ThreadPoolExecutor(THREADS) as pool:
            return list(pool.map(act, things))

    # The day

    def parts(self) -> list[tuple[dt.datetime, Part]]:
        """[(when, part)] in time order: a demonstration mixes the parts of several days."""
        one, week = dt.timedelta(days=1), clock.week_of(self.date)
        tuesday, thursday = week + 8 * one, week + 10 * one
        times = (
            (self.date, "04:20", self.morning),
            (self.date, "05:30", self.plan),
            (self.date, "06:50", self.handover),
            (self.date, "08:10", self.calls),
            (self.date, "10:00", self.road),
            (self.date, "20:00", self.evening),
            (self.date, "23:01", self.close),
            (self.date + one, "08:30", self.sign_cod_sheet),
            (self.date + one, "09:30", self.arrival),
            (self.date + one, "11:45", self.noon),
            (self.date + one, "15:30", self.final),
            (tuesday, "10:00", self.statement),
            (tuesday, "14:00", self.approvals),
            (thursday, "15:10", self.payment_made),
        )
        return [(clock.at(date, at), part) for date, at, part in times]

    def play(self) -> None:
        """Everything, to the paid week."""
        for _when, part in self.parts():
            part()
        self.progress.end()

    def morning(self) -> None:
        """04:20 to 05:30: import, arrival, acceptance."""
        self.progress.say("04:20 the client's orders are imported")
        self.move(self.date, "04:20")
        report = self.one(Intake, "intake").import_orders()
        self.by_id = {parcel.order: parcel for parcel in self.scenario.parcels.values() if parcel.order}
        self.progress.say(f"04:50 the truck arrives; {report['orders_created']} orders are expected")
        self.move(self.date, "04:50")
        keeper, agent = self.one(Keeper, "keeper"), self.agents()[0]
        keeper.receive()
        self.move(self.date, "05:15")
        keeper.check()
        agent.ask_client()
        keeper.receipt()
        agent.close_cases()

    def plan(self) -> None:
        """05:30 runs are planned, 06:30 the handover sheets are made out."""
        self.progress.say("05:30 runs are planned, 06:30 the sheets are made out")
        self.move(self.date, "05:30")
        self.trips = self.one(Dispatcher, "dispatcher").plan()
        self.move(self.date, "06:30")
        self.each(self.one(Keeper, "keeper").issue, self.trips)

    def handover(self, trips: list[Trip] | None = None) -> None:
        """06:50 to 07:45: terminals, pre-authorisation, match, two signatures, departure. `trips`: only these."""
        self.progress.say("06:50 terminals are issued and the runs' worth is held")
        self.move(self.date, "06:50")
        cashier, keeper = self.one(Cashier, "cashier"), self.one(Keeper, "keeper")
        dispatcher = self.one(Dispatcher, "dispatcher")
        terminals = cashier.terminals()
        mine = self.each(lambda trip: Driver(self, trip), self.trips if trips is None else trips)
        self.drivers += mine
        self.each(lambda driver: cashier.issue(driver, *terminals[driver.run.driver[1:]]), mine)
        self.each(Driver.authorise, mine)
        self.progress.say("07:10 goods are matched and signed over")
        self.move(self.date, "07:10")
        self.each(lambda driver: keeper.hand_over(driver.run), mine)
        self.each(Driver.load, mine)
        self.move(self.date, "07:45")
        self.each(lambda driver: dispatcher.depart(driver.run), mine)

    def calls(self) -> None:
        """08:00 to 10:00: drivers book their first three, customer service all the others (DAY-05)."""
        self.progress.say("08:00 customers are phoned")
        self.move(self.date, "08:10")
        self.each(Driver.book, self.drivers)
        self.move(self.date, "09:00")
        desks = [(agent, agent.calls_mine()) for agent in self.agents()]
        self.each(lambda desk: desk[0].call_all(desk[1]), desks)

    def road(self, rounds: int | None = None) -> None:
        """10:00 to 19:00: stop by stop, all vans at the same time (DAY-07). `rounds`: only so many stops."""
        self.each(Driver.look, self.drivers)
        stops = max((len(driver.stops) for driver in self.drivers), default=0)
        for place in range(stops if rounds is None else min(rounds, stops)):
            at = self.stop_time(place + 1)
            self.progress.say(f"{at:%H:%M} at the doors, stop {place + 1}")
            self.move(self.date, at)
            self.each(partial(Driver.visit, place=place), self.drivers)

    def evening(self) -> None:
        """19:30 to 21:30: papers and goods are matched and signed in, totals, terminals back (DAY-09, DAY-10)."""
        self.progress.say("20:00 papers and goods come back")
        self.move(self.date, "20:00")
        admin, keeper, cashier = (
            self.one(DocAdmin, "doc_admin"),
            self.one(Keeper, "keeper"),
            self.one(Cashier, "cashier"),
        )
        self.each(lambda driver: self._hand_in(driver, admin, keeper), self.drivers)
        self.progress.say("21:00 totals are signed, terminals come home")
        self.move(self.date, "21:00")
        self.each(cashier.settle, self.drivers)
        self.agents()[0].ask_client()
        self.agents()[0].close_cases()

    def _hand_in(self, driver: Driver, admin: DocAdmin, keeper: Keeper) -> None:
        """One driver at the desk: match, both sign, the keeper counts."""
        admin.match(driver.run)
        driver.hand_in()
        admin.sign_in(driver.run)
        keeper.take_back(driver.run)

    def close(self) -> None:
        """23:00: the timed job makes the platform's sheet (DAY-11)."""
        self.progress.say("23:00 the day is closed")
        self.move(self.date, "23:01")
        job_wait(self.clock, self.transport, "cod_sheet", self.date)

    def sign_cod_sheet(self) -> None:
        """The next morning cashier and finance sign it."""
        self.move(self.date + dt.timedelta(days=1), "08:30")
        cashier, finance = self.one(Cashier, "cashier"), self.one(Finance, "hq_finance")
        for row in cashier.cod_sheets():
            cashier.sign_cod_sheet(row)
            finance.sign_cod_sheet(row)
            self.cod_sheet_fen += row["total_fen"]

    def arrival(self) -> None:
        """The bank's file of the next morning (DAY-15)."""
        tomorrow = self.date + dt.timedelta(days=1)
        self.progress.say("next day: the bank's file, results to the client")
        self.move(tomorrow, "09:30")
        self.one(Finance, "hq_finance").confirm_arrival(tomorrow)
        self.agents()[0].ask_client()
        self.agents()[0].close_cases()

    def noon(self) -> None:
        """Results to the client before noon (DAY-12)."""
        self.move(self.date + dt.timedelta(days=1), "11:45")
        self.agents()[0].feed_back("noon")

    def final(self) -> None:
        """And complete by 16:00 (DAY-13)."""
        self.move(self.date + dt.timedelta(days=1), "15:30")
        self.agents()[0].feed_back("final")

    def statement(self) -> None:
        """Tuesday: the client's statement of the week and the request for payment (DAY-17)."""
        week = clock.week_of(self.date)
        self.progress.say("Tuesday: the client's statement, the payment request and its approvals")
        self.move(week + dt.timedelta(days=8), "10:00")
        rows = self.statement_rows()
        if rows:
            manager = self.one(CsManager, "cs_manager")
            manager.match_statement(week, rows)
            self.payment = manager.request_payment(week)

    def approvals(self, chain: Sequence[str] = CHAIN) -> None:
        """Three approve, one after the other (INV-40). `chain`: only these."""
        if not self.payment:
            return
        for place, username in enumerate(chain):
            self.move(clock.week_of(self.date) + dt.timedelta(days=8), f"{14 + place}:00")
            self.one(Approver, username).approve(self.payment)

    def payment_made(self) -> None:
        """Thursday: the form is filled in and headquarters pay (DAY-18)."""
        if not self.payment:
            return
        self.progress.say("Thursday: headquarters pay")
        self.move(clock.week_of(self.date) + dt.timedelta(days=10), "14:00")
        self.one(ProjectTeam, "project_team").fill_form(self.payment)
        self.move(clock.week_of(self.date) + dt.timedelta(days=10), "15:10")
        self.payment = self.one(Finance, "hq_finance").pay(self.payment)

    def agents(self) -> list[Agent]:
        """Everybody at the phones."""
        return [self.one(Agent, name, desk, len(AGENTS)) for desk, name in enumerate(AGENTS)]
