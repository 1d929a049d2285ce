"""The one writer of what became of a stop: the rooms above name the move, the table in `lifecycle.py` allows it."""

import datetime as dt
from collections.abc import Collection
from typing import TypedDict

from core import moves
from dispatch.runs.lifecycle import STOP, StopAction
from dispatch.runs.models import RunStop
from people.models import User
from sheets.models import Sheet


class Ending(TypedDict, total=False):
    """What a move says of a stop besides its state; what it leaves out stays as it is."""

    closed_at: dt.datetime
    receipt: Sheet


def stops_mark(
    *,
    action: StopAction,
    stop_ids: Collection[int],
    actor: User | None,
    note: str = "",
    closed_at: dt.datetime | None = None,
    receipt: Sheet | None = None,
) -> None:
    """Take these stops through one row of STOP; `closed_at` where they end by it, `receipt` where goods stayed.

    Raises NotAllowed for another's role, Conflict naming the first stop that stands in another state.
    """
    ending: Ending = {}
    if closed_at:
        ending["closed_at"] = closed_at
    if receipt:
        ending["receipt"] = receipt
    moves.move(STOP, action, RunStop, stop_ids, actor=actor, note=note, **ending)
