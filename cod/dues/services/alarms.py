"""Who is told when money or a terminal is not as it should be."""

from typing import Protocol

from core.notices import NoticeKind
from core.outbox import notify
from orders.register.models import Order
from people.models import Platform, User
from people.roles import CASHIER, CS_MANAGER, HQ_FINANCE, PLATFORM_MANAGER

DESKS = (CASHIER, CS_MANAGER, PLATFORM_MANAGER)


class Device(Protocol):
    """A terminal, which a later room knows."""

    pk: int
    serial: str
    platform: Platform


def raise_alarm(
    *,
    kind: NoticeKind,
    terminal: Device,
    reference: str,
    order: Order | None = None,
    amount_fen: int = 0,
    finance: bool = False,
) -> None:
    """Tell cashier, CS manager and platform manager of the terminal's platform (and finance) at once."""
    to = watchers(terminal.platform)
    to += (
        list(User.objects.filter(is_active=True, grants__role=HQ_FINANCE).values_list("pk", flat=True))
        if finance
        else []
    )
    about = f"order:{order.pk}" if order else f"terminal:{terminal.pk}"
    notify(
        to_ids=to,
        kind=kind,
        about=about,
        terminal=terminal.serial,
        reference=reference,
        amount_fen=amount_fen,
        order_no=order.order_no if order else "",
    )


def watchers(platform: Platform) -> list[int]:
    """Ids of those who watch over a platform's money."""
    people = User.objects.filter(is_active=True, grants__role__in=DESKS, platform=platform)
    return list(people.distinct().values_list("pk", flat=True))
