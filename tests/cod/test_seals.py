"""Entries and seals to the last column: openings, reversals, floors, and a day that cannot be changed any more."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection

from cod.dues import chart
from cod.dues.legs import custody, opens
from core import clock
from core.errors import Refusal
from ledger.models import Entry, LedgerSeal, Posting
from ledger.services.entries import NewEntry, Opening, entries_post, entry_reverse, openings_post
from ledger.services.proof import ledger_faults, ledger_sum
from ledger.services.seals import day_seal, digest_of, seals_broken
from tests.cod.money import standing

pytestmark = pytest.mark.usefixtures("english")


def said(act):
    """(code, words) of the refusal."""
    with pytest.raises(Refusal) as no:
        act()
    return no.value.code, str(no.value)


def unfrozen(table):
    """Whoever owns the database can take its triggers away for this transaction."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL session_replication_role = replica")
            return
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [table])
        for (name,) in cursor.fetchall():
            cursor.execute(f'DROP TRIGGER "{name}"')


def test_a_day_is_sealed_once_and_the_next_begins_where_it_ended(money, world, day):
    empty = day_seal(business_date=day - dt.timedelta(days=1))
    assert (empty.first_posting_id, empty.last_posting_id, empty.postings, empty.previous_digest) == (1, 0, 0, "")
    for fen in (500, 600):
        world.order_make(amount_fen=fen)
    ids = list(Posting.objects.order_by("pk").values_list("pk", flat=True))
    seal = day_seal(business_date=day)
    assert (seal.first_posting_id, seal.last_posting_id, seal.postings) == (1, ids[-1], 2)
    assert (seal.previous_digest, seal.sealed_at) == (empty.digest, clock.now())
    assert day_seal(business_date=day) == seal
    world.order_make(amount_fen=700)
    after = day_seal(business_date=day + dt.timedelta(days=1))
    assert (after.first_posting_id, after.postings, after.previous_digest) == (ids[-1] + 1, 1, seal.digest)
    quiet = day_seal(business_date=day + dt.timedelta(days=2))
    assert (quiet.first_posting_id, quiet.last_posting_id) == (after.last_posting_id + 1, after.last_posting_id)
    assert digest_of(1, ids[-1], empty.digest) == (2, seal.digest)
    assert digest_of(1, ids[-1], "") != digest_of(1, ids[-1], empty.digest)
    assert (seals_broken(), ledger_faults(), ledger_sum()) == ([], [], 0)


@pytest.mark.parametrize(
    "change",
    [{"digest": "0" * 64}, {"postings": 3}, {"previous_digest": "1" * 64}, {"first_posting_id": 2}],
)
def test_a_seal_that_was_touched_is_broken(money, world, day, change):
    world.order_make(amount_fen=500)
    day_seal(business_date=day)
    unfrozen("ledger_ledgerseal")
    LedgerSeal.objects.update(**change)
    assert seals_broken() == [day]
    assert f"seal of {day} is broken" in ledger_faults()


def test_a_reversal_mirrors_every_leg_and_says_why(money, world, out):
    _run, (one, *_rest) = out
    money.notice(one)
    entry = Entry.objects.get(kind=chart.CARD_SALE)
    back = entry_reverse(entry=entry, actor=world.cashier, note="记错" * 150, business_date=money.day)
    assert (back.kind, back.key, back.about, back.actor_id, len(back.note), back.reverses, back.business_date) == (
        "reversal",
        f"reversal:{entry.pk}",
        entry.about,
        world.cashier.pk,
        200,
        entry,
        money.day,
    )
    names = ("source__code", "target__code", "amount_fen", "about")
    legs, mirrored = (list(one.postings.order_by("pk").values_list(*names)) for one in (entry, back))
    assert mirrored == [(target, source, fen, about) for source, target, fen, about in reversed(legs)]
    words = ("reversed", "This entry is reversed already.")
    assert said(lambda: entry_reverse(entry=entry, actor=None, note="x")) == words
    money.at("09:00", 1)
    later = entry_reverse(entry=Entry.objects.get(kind="hold_end"), actor=None, note="x")
    assert (later.business_date, later.actor_id) == (clock.today(), None)


def test_below_the_floor_is_said_in_words(world, day):
    order = world.order_make(amount_fen=500)
    legs = [opens(order.pk, 1)]
    again = NewEntry(chart.OPENED, "again", legs, day, about=f"order:{order.pk}", note="x" * 300)
    [entry] = entries_post(entries=[again])
    assert (entry.occurred_at, entry.recorded_at, len(entry.note)) == (clock.now(), clock.now(), 200)
    assert entries_post(entries=[]) == []
    much = custody((chart.DUE, f"order:{order.pk}"), (chart.DRV_CASH, "driver:1"), 502, order.pk)
    code, words = said(lambda: entries_post(entries=[NewEntry(chart.CASH_TAKEN, "k", [much], day)]))
    assert code == "ledger_floor" and words.endswith(f"(order:{order.pk}).") and "There is not that much in" in words


def test_an_opening_that_has_an_account_already_goes_the_ordinary_way(world, day):
    """Of two openings one is new: both are written once, and the same key a second time is refused."""
    order, fresh = world.order_make(amount_fen=500), world.order_make()
    known, new = f"order:{order.pk}", f"order:{fresh.pk}"
    openings = [Opening("open:more", known, 30), Opening("open:new", new, 40)]
    values = {"kind": chart.OPENED, "pair": chart.OPENS, "business_date": day, "actor_id": world.intake.pk}
    openings_post(openings=openings, **values)
    assert (standing("DUE", known), standing("DUE", new), standing("PAY_UNC", new)) == (530, 40, 40)
    names = ("kind", "about", "actor_id", "business_date", "occurred_at", "recorded_at", "note")
    written = Entry.objects.filter(key__in=("open:more", "open:new")).order_by("pk")
    assert list(written.values_list(*names)) == [
        ("open", about, world.intake.pk, day, clock.now(), clock.now(), "") for about in (known, new)
    ]
    assert list(Posting.objects.filter(entry__in=written).order_by("pk").values_list("amount_fen", "about")) == [
        (30, known),
        (40, new),
    ]
    with pytest.raises(IntegrityError):
        openings_post(openings=[Opening("open:new", new, 1)], **values)
