"""Money that nobody can explain yet: kept, numbered, raised (facts are never refused)."""

from django.db import transaction

from cod.dues.cases import MONEY_DIFFERS
from cod.pos.kinds import SUSPENSE_OPEN
from cod.pos.models import SuspenseCase
from core import audit, clock, numbers
from orders.exceptions.services.cases import exception_open


def suspense_account(case):
    """The ledger account of a case."""
    return "SUSP", f"case:{case.pk}"


@transaction.atomic
def suspense_open(*, reason, amount_fen, sale=None, order=None):
    """Open a case with an exception beside it; the caller books its money. `reason`: see notices of the money room."""
    instant = clock.now()
    series = f"{clock.local(instant):%y%m%d}"
    number = f"GZ{series}-{numbers.take(f'suspense:{series}'):03d}"
    described = f"{number}: {reason}"
    exception = exception_open(kind=MONEY_DIFFERS, order=order, description=described)
    case = SuspenseCase.objects.create(
        number=number,
        reason=reason,
        amount_fen=amount_fen,
        sale=sale,
        order=order,
        exception=exception,
        opened_at=instant,
    )
    audit.record(actor=None, action=SUSPENSE_OPEN, subject=case, new={"reason": reason, "fen": amount_fen})
    return case
