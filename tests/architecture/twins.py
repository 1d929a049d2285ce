"""Tables made longer by whoever knows nothing of them: a twin is a copy of a row that differs where it must."""

import copy
import datetime as dt
import itertools

from django.db import IntegrityError, models, transaction

from core.codes import CodeField
from ledger.models import Account
from orders.register.models import Client
from people.models import Platform

# What decides in which list a row stands: each has a twin.
STATES = {"status", "state", "outcome", "result", "holder", "to_id"}
# Fields whose values the code knows: a twin keeps them, and its platform and client while something else may differ.
KNOWN = {"job", "kind", "side", "weekday"}
KEPT = (Platform, Client)
# What the database wants of a new row, whatever its elder has come to.
NEWBORN = {Account: {"balance_fen": 0, "last_posting_id": 0}}


class Twins:
    """Makes twins of the rows that it saw when it was first asked for a model."""

    def __init__(self):
        self._elders, self._numbers = {}, itertools.count(1)

    def grow(self, model, count):
        """`count` twins of the oldest row of each state and owner, as far as the database lets in."""
        if model not in self._elders:
            self._elders[model] = oldest(model)
        for elder in self._elders[model]:
            try:
                with transaction.atomic():
                    for _ in range(count):
                        self.twin(elder)
            except IntegrityError:  # there is one such row: whoever counts finds a model of which none has twins
                continue

    def twin(self, row):
        """Saves a twin, and of what may belong to one row only a twin first."""
        twin = copy.copy(row)
        twin.pk, twin._state = None, models.base.ModelState()
        for name, value in NEWBORN.get(type(row), {}).items():
            setattr(twin, name, value)
        for field in differing(row):
            setattr(twin, field.name, self._other(field, getattr(row, field.name)))
        twin.save(force_insert=True)
        return twin

    def _other(self, field, value):
        if field.is_relation:
            return self.twin(value)
        number = next(self._numbers)
        if isinstance(field, models.DateField):
            return value - dt.timedelta(weeks=number)
        if isinstance(field, models.IntegerField):
            return value + number
        return f"{value[: field.max_length - 5]}{number:05d}"


def oldest(model):
    """The first row of each state and owner; of a model without them the first row."""
    names = [field.attname for field in model._meta.concrete_fields if field.name in STATES]
    rows, found = model._default_manager.order_by("pk"), {}
    for row in rows if names else rows[:1]:
        found.setdefault(tuple(getattr(row, name) for name in names), row)
    return list(found.values())


def differing(row):
    """One field of each set that must be unique; none where a part of the set is empty."""
    chosen = []
    for names in unique_sets(row):
        fields = [row._meta.get_field(name) for name in names]
        if not set(fields) & set(chosen) and all(getattr(row, field.attname) is not None for field in fields):
            chosen.append(min(reversed(fields), key=reluctance))
    return chosen


def unique_sets(row):
    """Names of fields that together no other row may have."""
    values = {field.name: getattr(row, field.attname) for field in row._meta.concrete_fields}
    for field in row._meta.concrete_fields:
        if field.unique and not field.primary_key:
            yield (field.name,)
    for rule in row._meta.constraints:
        if isinstance(rule, models.UniqueConstraint) and (not rule.condition or rule.condition.check(values)):
            yield rule.fields


def reluctance(field):
    """How little a twin should differ in this field."""
    if field.choices or isinstance(field, CodeField) or field.name in KNOWN:
        return 4
    if field.is_relation:
        return 3 if field.related_model in KEPT else 1
    return 2 if isinstance(field, models.DateField) else 0
