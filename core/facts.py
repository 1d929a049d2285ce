"""The fact bus: what happened, told downstream in the same transaction.

A fact is a frozen dataclass in the past tense. `config/wiring.py` is the one table of who hears which fact, in
which order. A hearer never vetoes: if it fails, that is a bug and everything rolls back.
"""

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string


def publish(fact: object) -> None:
    """Tell every hearer of this fact, in the table's order, inside the caller's transaction."""
    assert transaction.get_connection().in_atomic_block, "a fact is published inside a transaction"
    for path in import_string(settings.FACT_HEARERS)[type(fact)]:
        import_string(path)(fact)
