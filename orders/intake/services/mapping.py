"""The client's own titles, saved and versioned: the newest version reads the next file."""

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from core import audit, clock
from core.errors import Invalid
from orders.intake.kinds import IMPORT_MAPPING
from orders.intake.models import HeaderMapping
from orders.intake.orderfile.reading import IGNORED
from orders.intake.orderfile.titles import BY_FIELD
from orders.intake.selectors.mapping import reading_of
from orders.register.models import Client
from people.models import User


@transaction.atomic
def mapping_save(*, client: Client, columns: dict[str, str], actor: User) -> HeaderMapping:
    """Save what titles mean as the client's next version, over those of the last one. Returns the HeaderMapping.

    `columns`: {title: field, "-" not to read it, or "" to forget it}. Raises Invalid for an unknown field or when two
    titles mean the same.
    """
    Client.objects.select_for_update(no_key=True).get(pk=client.pk)
    merged = {title: name for title, name in (reading_of(client=client).columns | columns).items() if name}
    _check({title: name for title, name in columns.items() if name})
    named = set(columns.values()) - {IGNORED}
    merged = {title: name for title, name in merged.items() if title in columns or name not in named}
    last = HeaderMapping.objects.filter(client=client).aggregate(last=Max("version"))["last"] or 0
    mapping = HeaderMapping.objects.create(
        client=client, version=last + 1, columns=merged, made_by=actor, made_at=clock.now()
    )
    audit.record(actor=actor, action=IMPORT_MAPPING, subject=mapping, new={"version": mapping.version} | merged)
    return mapping


def _check(columns: dict[str, str]) -> None:
    unknown = [name for name in columns.values() if name != IGNORED and name not in BY_FIELD]
    if unknown:
        raise Invalid("column", _("There is no column named %(column)s."), column=unknown[0])
    named = [name for name in columns.values() if name != IGNORED]
    twice = next((name for name in named if named.count(name) > 1), None)
    if twice:
        text = _("Two titles mean %(column)s; choose one of them.")
        raise Invalid("mapping_twice", text, column=BY_FIELD[twice].title)
