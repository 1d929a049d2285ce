"""The script of a day on the simulated clock, and of the Tuesday and Thursday after it. Read it from top to bottom.

Each part moves the clock and lets the roles act through the product's own interface. What must balance in the end is
asked of the product itself (`report.py`).
"""

import datetime as dt
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from core import clock
from lab.simulation.cast import AGENTS, PASSWORD
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
from lab.simulation.scenario import ABSENT
from lab.simulation.trip import Trip

THREADS = 8
JOB_SECONDS = 900.0
FIRST_STOP, BETWEEN_STOPS = "10:00", dt.timedelta(minutes=36)
HOUR = dt.timedelta(hours=1)


@dataclass
class Day:
    """What everybody in it can see: the scenario, the simulated time, the trips. `play()` runs all of it."""

    scenario: object
    transport: object
    progress: object
    now: dt.datetime = None
    trips: list = field(default_factory=list)
    drivers: list = field(default_factory=list)
    payment: dict | None = None
    cod_sheet_fen: int = 0
    earlier: list = field(default_factory=list)  # statement rows of other days of the week
    leave_open: set = field(default_factory=set)  # kinds of cases on which the client has not answered yet

    def __post_init__(self):
        self.date = self.scenario.date
        self.numbers = set(self.scenario.parcels)
        self.by_id = {}
        self.clock = self.transport.session().login("dispatcher", PASSWORD)
        self._people = {}

    # What people look at

    def coming(self):
        """The parcels that came into the store."""
        return [parcel for parcel in self.scenario.parcels.values() if parcel.fate != ABSENT and parcel.order]

    def window(self, sequence):
        """The three hours around a stop, as it is promised on the phone."""
        at = self.stop_time(sequence)
        return {"window_start": (at - HOUR).isoformat(), "window_end": (at + 2 * HOUR).isoformat()}

    def stop_time(self, sequence):
        """When the stop of this sequence is reached."""
        return clock.at(self.date, FIRST_STOP) + BETWEEN_STOPS * min(sequence - 1, 16)

    def sales(self):
        """What all terminals charged today: the acquirer's record."""
        return [sale for driver in self.drivers if driver.terminal for sale in driver.terminal.sales]

    def statement_rows(self):
        """The client's own record of collected orders."""
        charged = {sale["order_no"]: sale for sale in self.sales()}
        return self.earlier + [(number, self.date, sale["amount_fen"]) for number, sale in sorted(charged.items())]

    # Time and people

    def move(self, date, at):
        """Set the simulated clock; a demonstration that ticks is never set back."""
        instant = clock.at(date, at) if isinstance(at, str) else at
        if self.now is None:
            self.now = dt.datetime.fromisoformat(self.clock.get("clock/")["now"])
        if instant > self.now:
            self.clock.post("clock/", {"at": instant.isoformat(), "running": False})
            self.now = instant

    def one(self, role, username, *more):
        """The person of this name; signs in at the first need."""
        if username not in self._people:
            self._people[username] = role(self, username, *more)
        return self._people[username]

    def each(self, act, things):
        """Let people act at the same time where the transport allows it; the first failure ends the day."""
        if not self.transport.parallel:
            return [act(thing) for thing in things]
        with ThreadPoolExecutor(THREADS) as pool:
            return list(pool.map(act, things))

    # The day

    def parts(self):
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

    def play(self):
        """Everything, to the paid week."""
        for _when, part in self.parts():
            part()
        self.progress.end()

    def morning(self):
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

    def plan(self):
        """05:30 runs are planned, 06:30 the handover sheets are made out."""
        self.progress.say("05:30 runs are planned, 06:30 the sheets are made out")
        self.move(self.date, "05:30")
        self.trips = [Trip(*row) for row in self.one(Dispatcher, "dispatcher").plan()]
        self.move(self.date, "06:30")
        self.each(self.one(Keeper, "keeper").issue, self.trips)

    def handover(self, trips=None):
        """06:50 to 07:45: terminals, pre-authorisation, match, two signatures, departure. `trips`: only these."""
        self.progress.say("06:50 terminals are issued and the runs' worth is held")
        self.move(self.date, "06:50")
        cashier, keeper, dispatcher = (
            self.one(Cashier, "cashier"),
            self.one(Keeper, "keeper"),
            self.one(Dispatcher, "dispatcher"),
        )
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

    def calls(self):
        """08:00 to 10:00: drivers book their first three, customer service all the others (DAY-05)."""
        self.progress.say("08:00 customers are phoned")
        self.move(self.date, "08:10")
        self.each(Driver.book, self.drivers)
        self.move(self.date, "09:00")
        desks = [(agent, agent.calls_mine()) for agent in self.agents()]
        self.each(lambda desk: [desk[0].call(row) for row in desk[1]], desks)

    def road(self, rounds=None):
        """10:00 to 19:00: stop by stop, all vans at the same time (DAY-07). `rounds`: only so many stops."""
        self.each(Driver.look, self.drivers)
        stops = max((len(driver.stops) for driver in self.drivers), default=0)
        for place in range(stops if rounds is None else min(rounds, stops)):
            at = self.stop_time(place + 1)
            self.progress.say(f"{at:%H:%M} at the doors, stop {place + 1}")
            self.move(self.date, at)
            self.each(lambda driver, place=place: driver.visit(place), self.drivers)

    def evening(self):
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
        self.each(lambda driver: (cashier.total(driver), cashier.take_back(driver)), self.drivers)
        self.agents()[0].ask_client()
        self.agents()[0].close_cases()

    def _hand_in(self, driver, admin, keeper):
        """One driver at the desk: match, both sign, the keeper counts."""
        admin.match(driver.run)
        driver.hand_in()
        admin.sign_in(driver.run)
        keeper.take_back(driver.run)

    def close(self):
        """23:00: the timed job makes the platform's sheet (DAY-11)."""
        self.progress.say("23:00 the day is closed")
        self.move(self.date, "23:01")
        self.job_done("cod_sheet", self.date)

    def sign_cod_sheet(self):
        """The next morning cashier and finance sign it."""
        self.move(self.date + dt.timedelta(days=1), "08:30")
        cashier, finance = self.one(Cashier, "cashier"), self.one(Finance, "hq_finance")
        for row in cashier.cod_sheets():
            cashier.sign_cod_sheet(row)
            finance.sign_cod_sheet(row)
            self.cod_sheet_fen += row["total_fen"]

    def arrival(self):
        """The bank's file of the next morning (DAY-15)."""
        tomorrow = self.date + dt.timedelta(days=1)
        self.progress.say("next day: the bank's file, results to the client")
        self.move(tomorrow, "09:30")
        self.one(Finance, "hq_finance").confirm_arrival(tomorrow)
        self.agents()[0].ask_client()
        self.agents()[0].close_cases()

    def noon(self):
        """Results to the client before noon (DAY-12)."""
        self.move(self.date + dt.timedelta(days=1), "11:45")
        self.agents()[0].feed_back("noon")

    def final(self):
        """And complete by 16:00 (DAY-13)."""
        self.move(self.date + dt.timedelta(days=1), "15:30")
        self.agents()[0].feed_back("final")

    def statement(self):
        """Tuesday: the client's statement of the week and the request for payment (DAY-17)."""
        week = clock.week_of(self.date)
        self.progress.say("Tuesday: the client's statement, the payment request and its approvals")
        self.move(week + dt.timedelta(days=8), "10:00")
        rows = self.statement_rows()
        if rows:
            manager = self.one(CsManager, "cs_manager")
            manager.match_statement(week, rows)
            self.payment = manager.request_payment(week)

    def approvals(self, chain=CHAIN):
        """Three approve, one after the other (INV-40). `chain`: only these."""
        for place, username in enumerate(chain if self.payment else ()):
            self.move(clock.week_of(self.date) + dt.timedelta(days=8), f"{14 + place}:00")
            self.one(Approver, username).approve(self.payment)

    def payment_made(self):
        """Thursday: the form is filled in and headquarters pay (DAY-18)."""
        if not self.payment:
            return
        self.progress.say("Thursday: headquarters pay")
        self.move(clock.week_of(self.date) + dt.timedelta(days=10), "14:00")
        self.one(ProjectTeam, "project_team").fill_form(self.payment)
        self.move(clock.week_of(self.date) + dt.timedelta(days=10), "15:10")
        self.payment = self.one(Finance, "hq_finance").pay(self.payment)

    def agents(self):
        """Everybody at the phones."""
        return [self.one(Agent, name, desk, len(AGENTS)) for desk, name in enumerate(AGENTS)]

    def job_done(self, job, business_date):
        """Wait until a timed job of a date is done; it is the workers' work, not ours."""
        end = time.monotonic() + JOB_SECONDS
        while time.monotonic() < end:
            self.transport.jobs_wait(0.3)
            rows = self.clock.get("jobs/", business_date=str(business_date))["results"]
            if any(row["job"] == job and row["state"] == "done" for row in rows):
                return
        raise TimeoutError(f"the timed job {job} of {business_date} was not done in {JOB_SECONDS:g} s: is a worker up?")
