"""How a client's files are read now."""

from orders.intake.models import HeaderMapping
from orders.intake.orderfile.reading import Reading
from orders.register.models import Client


def reading_of(*, client: Client, mends: dict[int, dict[str, str]] | None = None) -> Reading:
    """The Reading of this client's files now: the newest mapping; `mends`: {row number: {field: text}}."""
    newest = HeaderMapping.objects.filter(client=client).order_by("-version").first()
    return Reading(newest.columns if newest else {}, mends or {})
