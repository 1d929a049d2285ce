"""The legs of an order's money, named as the money page names them; `ledger.services.entries` writes them."""

from cod.dues import chart
from ledger import chart as engine
from ledger.chart import AccountKey, AccountKind
from ledger.services.entries import Leg
from orders.register.models import about_order


def order_of(about: str) -> int | None:
    """The order's id out of what an entry, a posting or an account is about; None for anything else."""
    kind, _colon, pk = about.partition(":")
    return int(pk) if kind == "order" else None


def custody(source: AccountKey, target: AccountKey, amount_fen: int, order_id: int | None = None) -> Leg:
    """Money goes from one place to another; `order_id`: the order whose money it is, if one's."""
    return Leg(source, target, amount_fen, about_order(order_id) if order_id else "")


def owed(stage: AccountKind, next_stage: AccountKind, order_id: int, amount_fen: int) -> Leg:
    """What is owed for an order goes from one stage to the next."""
    return _between(engine.owed(stage, next_stage), order_id, amount_fen)


def opens(order_id: int, amount_fen: int) -> Leg:
    """An order's amount is due at the door, and owed to the client."""
    return _between(chart.OPENS, order_id, amount_fen)


def closes(order_id: int, amount_fen: int) -> Leg:
    """An order's amount is neither due nor owed any more."""
    return _between(chart.CLOSES, order_id, amount_fen)


def _between(pair: engine.Pair, order_id: int, amount_fen: int) -> Leg:
    key = about_order(order_id)
    return Leg((pair[0], key), (pair[1], key), amount_fen, key)
