"""The demonstration: a paid week, yesterday finished, and today at 08:20 with work for everybody."""

import datetime as dt
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import transaction

from core import clock
from core.jobs import born_on, jobs_tick, timed_jobs
from core.outbox import outbox_pump
from lab.http import TrustedTransport
from lab.simulation.cast import PASSWORD, PIN, STAFF, driver_code, world_create
from lab.simulation.day import Day, Part
from lab.simulation.progress import Silent
from lab.simulation.roles.approvers import CHAIN
from lab.simulation.roles.cashier import Cashier
from lab.simulation.roles.driver import Driver
from lab.simulation.roles.keeper import Keeper
from lab.simulation.scenario import ABSENT, DELIVER, Finding, Scenario, seeded
from lab.simulation.trip import Trip
from lab.simulation.words import said
from lab.simulation.workbook import bank_file, statement_file
from lab.terminal.client import settlement_rows
from people.models import User
from people.roles import TITLES

DRIVERS, PAST_DRIVERS, PAST_ORDERS, TODAY_ORDERS = 4, 2, 12, 40
OPENS = "08:20"
ONE = dt.timedelta(days=1)
# Screens, each with one person who has work there; the others of the cast can sign in as well.
SHOWN = (
    "dispatcher",
    "agent",
    "keeper",
    "d01",
    "doc_admin",
    "cashier",
    "intake",
    "cs_manager",
    "platform_manager",
    "regional_finance",
    "general_manager",
    "project_team",
    "hq_finance",
    "it_support",
    "admin",
)


def demonstration_load(today: dt.date | None = None) -> bool:
    """Load everything in one transaction; False when people are there already. `today`: a date, the machine's own."""
    assert settings.SIMULATION and not settings.PRODUCTION, "a demonstration needs simulation mode"
    if User.objects.exists():
        return False
    today = today or clock.local(clock.real_now()).date()
    with transaction.atomic():
        days = _days(today)
        clock.move_to(clock.at(min(days), "04:00"))
        born_on()
        world_create(drivers=DRIVERS)
        played = _past(days, today)
        _today(today)
        clock.move_to(clock.at(today, OPENS), running=True)
        jobs_tick()
        while outbox_pump():
            pass
    names = _files(played, today)
    (Path(settings.DATA_DIR) / "logins.txt").write_text(_logins(names), "utf-8")
    return True


def paid_week(today: dt.date) -> dt.date:
    """Monday of the latest week whose payment Thursday is over."""
    week = clock.week_of(today) - 7 * ONE
    return week if week + 10 * ONE < today else week - 7 * ONE


def _days(today: dt.date) -> list[dt.date]:
    """Business days to play: of the paid week, of the week after when it is over, and yesterday; none side by side."""
    week, yesterday = paid_week(today), today - ONE
    wanted = [week, week + 3 * ONE]
    if clock.week_of(today) > week + 7 * ONE:
        wanted += [week + 8 * ONE]
    return [day for day in wanted if day < yesterday - ONE] + [yesterday]


def _past(dates: list[dt.date], today: dt.date) -> list[Day]:
    """Play these days, their parts in time order, up to this morning. A week is settled by its last played day."""
    transport = TrustedTransport()
    days = [Day(_story(date, number), transport, Silent(1)) for number, date in enumerate(dates, 1)]
    work: list[tuple[dt.datetime, int, Part]] = [
        (when, place, partial(_play, days, day, part, today))
        for day in days
        for place, (when, part) in enumerate(day.parts())
    ]
    until = clock.at(today, "04:00")
    work += [(when, -1, _tick(when)) for when in _due_times(dates[0], until)]
    for when, _place, part in sorted(work, key=lambda row: row[:2]):
        if when < until:
            part()
    return days


def _due_times(first: dt.date, until: dt.datetime) -> list[dt.datetime]:
    """When timed jobs fall due from the first day on, so that none of them is late."""
    days = [first + n * ONE for n in range((until.date() - first).days + 1)]
    return sorted({job.due.at(day) for job in timed_jobs().values() for day in days})


def _tick(when: dt.datetime) -> Part:
    def tick() -> None:
        if when > clock.now():
            clock.move_to(when)
        jobs_tick()

    return tick


def _story(date: dt.date, seed: int) -> Scenario:
    """A past day: a dozen orders on two vans."""
    story = seeded(date=date, orders=PAST_ORDERS, seed=seed)
    numbers = [parcel.order_no for parcel in story.parcels.values() if parcel.fate != ABSENT]
    story.plan = {driver_code(n + 1): numbers[n::PAST_DRIVERS] for n in range(PAST_DRIVERS)}
    return story


def _play(days: list[Day], day: Day, part: Part, today: dt.date) -> None:
    if part in (day.statement, day.approvals, day.payment_made):
        _week_part(days, day, part, today)
    else:
        part()


def _week_part(days: list[Day], day: Day, part: Part, today: dt.date) -> None:
    """Statement, approvals and payment happen once a week, for all its days together."""
    mates = [other for other in days if clock.week_of(other.date) == clock.week_of(day.date)]
    if day is not mates[-1]:
        return
    if part == day.statement:
        for other in mates[:-1]:
            day.earlier += other.statement_rows()
    settled = clock.week_of(day.date) + 10 * ONE < today
    if part == day.approvals and not settled:
        # Wednesday: it waits for the first; Thursday: for the second.
        day.approvals(CHAIN[: max((today - clock.week_of(today)).days - 2, 0)])
    else:
        part()


def _today(date: dt.date) -> None:
    """Today until 08:20: two vans on the road, one waiting for its driver's signature, one for its terminal."""
    story = seeded(date=date, orders=TODAY_ORDERS, seed=99)
    story.drivers = DRIVERS
    _finding_add(story)
    day = Day(story, TrustedTransport(), Silent(1))
    day.leave_open = {"inbound_short", "inbound_ac_mismatch"}
    day.morning()
    day.plan()
    day.handover(day.trips[:2])
    _half_done(day, day.trips[2])
    day.move(date, "08:10")
    for driver in day.drivers[:1]:
        driver.book()
    agent = day.agents()[0]
    for row in agent.calls_mine()[:3]:
        agent.call(row)


def _finding_add(story: Scenario) -> None:
    """One air conditioner whose label differs, so that the client must be asked."""
    for parcel in story.parcels.values():
        if parcel.goods[0].codes and not parcel.amount_fen and parcel.fate == DELIVER:
            parcel.fate = ABSENT
            story.findings[parcel.order_no] = Finding("refused", said("codes"), outdoor="WJ999999")
            return


def _half_done(day: Day, trip: Trip) -> None:
    """Terminal issued, worth held, keeper signed: the driver's match and signature are missing."""
    driver, cashier = Driver(day, trip), day.one(Cashier, "cashier")
    cashier.issue(driver, *cashier.terminals()[trip.driver[1:]])
    driver.authorise()
    day.one(Keeper, "keeper").hand_over(trip)


def _files(days: list[Day], today: dt.date) -> list[tuple[Path, str]]:
    """Files that wait to be uploaded, in DATA/demo-files; returns their paths with what they are for."""
    folder = Path(settings.DATA_DIR) / "demo-files"
    folder.mkdir(exist_ok=True)
    week = clock.week_of(days[-1].date)
    weekly = [row for day in days if clock.week_of(day.date) == week for row in day.statement_rows()]
    tomorrow = seeded(date=today + ONE, orders=30, seed=100)
    contents = {
        f"bank-{today}.xlsx": bank_file(settlement_rows(days[-1].sales(), today)),
        f"statement-{week}.xlsx": statement_file(weekly),
        tomorrow.file_name: tomorrow.content,
    }
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    uses = (
        "hq_finance: the bank's file of yesterday",
        "cs_manager: the statement, on Tuesday",
        "intake: tomorrow's orders",
    )
    return [(folder / name, use) for name, use in zip(contents, uses, strict=True)]


def _logins(names: list[tuple[Path, str]]) -> str:
    """The table that is printed at the start."""
    title = {username: TITLES[role] for username, role in STAFF.items()} | {"d01": TITLES["driver"]}
    lines = [f"{title[username]:<28} {username:<18} {PASSWORD}   {PIN}" for username in SHOWN]
    files = [f"  {path}   {use}" for path, use in names]
    head = f"{'Role':<28} {'Username':<18} {'Password':<17} PIN"
    return "\n".join(["", head, *lines, "Drivers: d01 to " + f"d{DRIVERS:02d}", "Files to upload:", *files]) + "\n"
