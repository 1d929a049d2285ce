"""The ledger: accounts, entries, postings, and the seal of each day. Balances are kept by the database's triggers."""

from django.db import models
from django.db.models import F, Q

from core.codes import CodeField
from ledger import chart
from people.models import User


class Account(models.Model):
    """One account of the chart. `balance_fen` is written by the trigger of `Posting` and by nothing else."""

    code = CodeField(of=chart.account_kinds, max_length=16)
    key = models.CharField(max_length=60)
    sign = models.SmallIntegerField()
    floor = models.BooleanField()
    balance_fen = models.BigIntegerField(default=0)
    last_posting_id = models.BigIntegerField(default=0)

    class Meta:
        ordering = ["code", "key"]
        # Nearly all accounts are an order's that is settled: empty.
        indexes = [models.Index(fields=["code"], name="account_not_empty", condition=~Q(balance_fen=0))]
        constraints = [
            models.UniqueConstraint(fields=["code", "key"], name="account_once"),
            models.CheckConstraint(condition=Q(sign__in=[1, -1]), name="account_sign"),
            models.CheckConstraint(
                condition=Q(floor=False) | Q(sign=1, balance_fen__gte=0) | Q(sign=-1, balance_fen__lte=0),
                name="account_floor",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.key}"

    @property
    def standing_fen(self) -> int:
        """The balance as people read it: positive when money is there, or owed."""
        return self.sign * self.balance_fen


class Entry(models.Model):
    """What happened to money, once. Frozen. `about`: whose money, such as "order:12"; `note` holds no personal data."""

    frozen = True

    key = models.CharField(max_length=80, unique=True)
    kind = CodeField(of=chart.movements, max_length=16)
    business_date = models.DateField(db_index=True)
    about = models.CharField(max_length=40, blank=True)
    reverses = models.OneToOneField("self", models.PROTECT, null=True, related_name="reversed_by")
    actor = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    note = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=16, null=True)
    reference = models.CharField(max_length=64, null=True)
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["source", "reference"], name="entry_reference_once"),
            models.CheckConstraint(
                condition=Q(source__isnull=True, reference__isnull=True)
                | Q(source__isnull=False, reference__isnull=False),
                name="entry_source_and_reference",
            ),
        ]
        indexes = [models.Index(fields=["about"], name="entry_about")]

    def __str__(self) -> str:
        return self.key

    @property
    def title(self) -> str:
        return self.kind.words


class Posting(models.Model):
    """A transfer between two accounts. Frozen; inserting it moves both balances (trigger)."""

    frozen = True

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="postings")
    source = models.ForeignKey(Account, models.PROTECT, related_name="postings_out")
    target = models.ForeignKey(Account, models.PROTECT, related_name="postings_in")
    amount_fen = models.BigIntegerField()
    about = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="posting_positive"),
            models.CheckConstraint(condition=~Q(source=F("target")), name="posting_goes_somewhere"),
        ]
        indexes = [models.Index(fields=["about"], name="posting_about")]


class LedgerSeal(models.Model):
    """The hash over all postings of a day and the seal before it. Frozen."""

    frozen = True

    business_date = models.DateField(unique=True)
    first_posting_id = models.BigIntegerField()
    last_posting_id = models.BigIntegerField()
    postings = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    previous_digest = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()

    class Meta:
        ordering = ["business_date"]
