"""The client, and the reasons that an instance cannot work without."""

import csv
import re
from importlib.resources import files
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core import audit
from core.errors import Invalid
from orders.register.kinds import CLIENT_CREATE
from orders.register.models import Client, Reason
from people.kinds import HolderKind
from people.models import Holder, User

CODE = re.compile(r"(?!(?:done|working|failed)$)[A-Za-z0-9]{1,10}")  # those are folders beside the clients' own
NOT_IN_TITLES = set("[]:*?/\\'")


@transaction.atomic
def client_create(
    *, code: str, name: str, actor: User | None, account: str = "", short_name: str = "", **terms: Any
) -> Client:
    """Make a client with the holder of its goods. `short_name`: what papers call it; `terms`: see Client.

    Both stand in the names of files and of sheets of workbooks: Invalid for signs that none may have.
    """
    short_name = short_name or name[:10]
    if not CODE.fullmatch(code):
        raise Invalid("code", _("A client's code is 1 to 10 Latin letters and digits."))
    if set(short_name) & NOT_IN_TITLES or not short_name.strip():
        raise Invalid("short_name", _("The short name may not have %(signs)s."), signs=" ".join(sorted(NOT_IN_TITLES)))
    holder = Holder.objects.create(kind=HolderKind.CLIENT, name=name)
    client = Client.objects.create(code=code, name=name, short_name=short_name, holder=holder, account=account, **terms)
    audit.record(actor=actor, action=CLIENT_CREATE, subject=client, new={"code": code})
    return client


def reasons_load() -> None:
    """Insert the refusal reasons that are missing; what people edited stays."""
    rows = [
        Reason(
            kind=row["kind"],
            code=row["code"],
            name_zh=row["name_zh"],
            name_en=row["name_en"],
            needs_photo=row["needs_photo"] == "yes",
            needs_clause=row["needs_clause"] == "yes",
            position=position,
        )
        for position, row in enumerate(reference_rows("reasons.csv"), 1)
    ]
    Reason.objects.bulk_create(rows, ignore_conflicts=True)


def reference_rows(name: str) -> list[dict[str, str]]:
    """The rows of a table of reference data."""
    return list(csv.DictReader((files("orders") / "data" / name).read_text("utf-8").splitlines()))
