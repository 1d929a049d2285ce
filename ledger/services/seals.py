"""The seal of a day: a hash over its postings and the seal before it, printed on the COD handover sheet."""

import datetime as dt
import hashlib
from typing import Any

from django.db import transaction

from core import clock
from ledger import locks
from ledger.models import LedgerSeal, Posting

_FIELDS = (
    "id",
    "amount_fen",
    "about",
    "source__code",
    "source__key",
    "target__code",
    "target__key",
    "entry__key",
    "entry__kind",
    "entry__business_date",
    "entry__source",
    "entry__reference",
    "entry__occurred_at",
    "entry__recorded_at",
)


@transaction.atomic
def day_seal(*, business_date: dt.date) -> LedgerSeal:
    """Seal everything written up to now, once per date; waits for whoever is writing."""
    locks.ledger_alone()
    seal = LedgerSeal.objects.filter(business_date=business_date).first()
    if seal:
        return seal
    before = LedgerSeal.objects.order_by("-pk").first()
    first = before.last_posting_id + 1 if before else 1
    last = Posting.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    last = max(last, first - 1)
    previous = before.digest if before else ""
    count, digest = digest_of(first, last, previous)
    return LedgerSeal.objects.create(
        business_date=business_date,
        first_posting_id=first,
        last_posting_id=last,
        postings=count,
        digest=digest,
        previous_digest=previous,
        sealed_at=clock.now(),
    )


def digest_of(first: int, last: int, previous: str) -> tuple[int, str]:
    """(number of postings, SHA-256) of the postings first..last after a previous seal."""
    digest, count = hashlib.sha256(previous.encode()), 0
    rows = Posting.objects.filter(pk__gte=first, pk__lte=last).order_by("pk").values_list(*_FIELDS)
    for row in rows.iterator(chunk_size=2000):
        digest.update(("|".join(_text(value) for value in row) + "\n").encode())
        count += 1
    return count, digest.hexdigest()


def seals_broken() -> list[dt.date]:
    """Business dates whose postings, or whose chain, are not what was sealed."""
    broken: list[dt.date] = []
    previous, reached = "", 0
    for seal in LedgerSeal.objects.order_by("pk"):
        count, digest = digest_of(seal.first_posting_id, seal.last_posting_id, seal.previous_digest)
        linked = seal.previous_digest == previous and seal.first_posting_id == reached + 1
        if (count, digest) != (seal.postings, seal.digest) or not linked:
            broken.append(seal.business_date)
        previous, reached = seal.digest, seal.last_posting_id
    return broken


def _text(value: Any) -> str:
    return value.astimezone(clock.SHANGHAI).isoformat() if hasattr(value, "astimezone") else str(value)
