"""The driver signs his side of any sheet with his own session; each room's own service does it."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from cod.pos.services.terminals import terminal_issue_sign, terminal_return_sign
from cod.totals.services.totals import driver_total_sign
from core.errors import Missing
from dispatch.handover.services.handover import handover_sign
from people.models import User
from returns.evening.services.hand_in import papers_sign, return_sign
from sheets.models import Sheet

# Kind of sheet -> the service that signs it and what it is called with.
SERVICES: dict[str, tuple[Callable[..., bool], Callable[[Any], dict[str, Any]]]] = {
    "handover": (handover_sign, lambda sheet: {"run": sheet.run_sheet.run}),
    "papers": (papers_sign, lambda sheet: {"run": sheet.evening_papers.run}),
    "return": (return_sign, lambda sheet: {"run": sheet.evening_goods.run}),
    "pos_issue": (terminal_issue_sign, lambda sheet: {"issue": sheet.pos_issue}),
    "pos_return": (terminal_return_sign, lambda sheet: {"issue": sheet.pos_return}),
    "driver_total": (driver_total_sign, lambda sheet: {"total": sheet.driver_total}),
}


def sheet_sign_mine(*, sheet: Sheet, signer: User, shown_hash: str) -> bool:
    """The driver signs a sheet that was shown to him; True when it is complete."""
    if sheet.kind not in SERVICES:
        raise Missing("sheet", _("There is no such sheet, or it is not for you."))
    service, named = SERVICES[sheet.kind]
    return service(side="driver", signer=signer, shown_hash=shown_hash, **named(sheet))
