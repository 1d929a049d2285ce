"""Who hears of a change: the present custodian, the keepers, customer service (INV-23)."""

from typing import Any

from core.notices import NoticeKind
from core.outbox import notify
from dispatch.runs.models import RunStop
from orders.register.lifecycle import ON_VAN
from people.models import User
from people.roles import CUSTOMER_SERVICE, KEEPER


def custodian_tell(*, stop: RunStop, kind: NoticeKind, actor: User, **params: Any) -> None:
    """The driver when the goods are on his van, else the keepers of the platform."""
    to = [stop.run.driver.user_id] if stop.order.status in ON_VAN else _with_roles([KEEPER], stop)
    _send(to, kind, stop, actor, params)


def keepers_tell(*, stop: RunStop, kind: NoticeKind, actor: User, **params: Any) -> None:
    """The keepers of the platform, wherever the goods are (FLW-E.5)."""
    _send(_with_roles([KEEPER], stop), kind, stop, actor, params)


def driver_tell(*, stop: RunStop, kind: NoticeKind, actor: User, **params: Any) -> None:
    """The driver of the run."""
    _send([stop.run.driver.user_id], kind, stop, actor, params)


def customer_service_tell(*, stop: RunStop, kind: NoticeKind, actor: User, **params: Any) -> None:
    """Customer service of the platform."""
    _send(_with_roles(CUSTOMER_SERVICE, stop), kind, stop, actor, params)


def _with_roles(roles: frozenset[str] | list[str], stop: RunStop) -> list[int]:
    people = User.objects.filter(is_active=True, grants__role__in=roles, platform_id=stop.run.platform_id)
    return list(people.distinct().values_list("pk", flat=True))


def _send(to: list[int], kind: NoticeKind, stop: RunStop, actor: User, params: dict[str, str]) -> None:
    told = [pk for pk in to if pk != actor.pk]
    if told:
        params |= {"order_no": stop.order.order_no, "run": stop.run.number}
        notify(to_ids=told, kind=kind, about=stop.audit_about, **params)
