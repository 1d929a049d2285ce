"""Money that nobody can explain yet: kept, numbered, raised (facts are never refused)."""

from django.db import transaction

from cod.dues import chart
from cod.dues.cases import MONEY_DIFFERS
from cod.pos.cases import SuspenseCause
from cod.pos.kinds import SUSPENSE_OPEN
from cod.pos.models import Sale, SuspenseCase
from core import audit, clock, numbers
from ledger.chart import AccountKey
from orders.exceptions.services.cases import exception_open
from orders.register.models import Order


def suspense_account(case: SuspenseCase) -> AccountKey:
    """The ledger account of a case."""
    return chart.SUSP, f"case:{case.pk}"


@transaction.atomic
def suspense_open(
    *, reason: SuspenseCause, amount_fen: int, sale: Sale | None = None, order: Order | None = None
) -> SuspenseCase:
    """Open a case with an exception beside it; the caller books its money."""
    instant = clock.now()
    series = f"{clock.local(instant):%y%m%d}"
    number = f"GZ{series}-{numbers.take(f'suspense:{series}'):03d}"
    exception = exception_open(kind=MONEY_DIFFERS, order=order, description=number, cause=reason)
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
