"""Who is told when money or a terminal is not as it should be."""

from core.outbox import notify
from people.models import User
from people.roles import CASHIER, CS_MANAGER, HQ_FINANCE, PLATFORM_MANAGER

DESKS = (CASHIER, CS_MANAGER, PLATFORM_MANAGER)


def raise_alarm(*, kind, terminal, reference, order=None, amount_fen=0, finance=False):
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


def watchers(platform):
    """Ids of those who watch over a platform's money."""
    people = User.objects.filter(is_active=True, grants__role__in=DESKS, platform=platform)
    return list(people.distinct().values_list("pk", flat=True))
