"""The editable packaging standard (ENT-13, AMB-11)."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from core import audit
from core.errors import Conflict
from orders.exceptions.kinds import STANDARD_SAVE
from orders.exceptions.models import DamageStandard
from people.models import User

FIELDS = ("place", "code", "text_zh", "text_en", "category", "decision", "active", "position")


@transaction.atomic
def clause_save(*, clause: DamageStandard | None = None, actor: User, **values: Any) -> DamageStandard:
    """Add a clause, or change one; returns it. `values`: FIELDS.

    A clause by which goods were judged keeps its place and code, so that signed receipts can be read for ever;
    then a new clause is made and the old one put out of use. Raises Conflict for that and for a code used twice.
    """
    values = {name: values[name] for name in FIELDS if name in values}
    old = {name: getattr(clause, name) for name in values} if clause else None
    row = DamageStandard.objects.select_for_update(no_key=True).get(pk=clause.pk) if clause else DamageStandard()
    named = clause and (values.get("place", row.place), values.get("code", row.code)) != (row.place, row.code)
    if named and row.lines.exists():
        text = _("Goods were judged by clause %(clause)s; make a new clause instead.")
        raise Conflict("clause_used", text, clause=row.code)
    for name, value in values.items():
        setattr(row, name, value)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        text = _("There is a clause %(clause)s in this list already.")
        raise Conflict("clause_twice", text, clause=row.code) from error
    audit.record(actor=actor, action=STANDARD_SAVE, subject=row, old=old, new=values)
    return row
