"""By when the client has to answer (BG-11). Pure calculation."""

import datetime as dt
from collections.abc import Callable

from core import clock

FIRST_RESPONSE = dt.timedelta(hours=12)


def answer_due(opened_at: dt.datetime, is_working: Callable[[dt.date], bool]) -> dt.datetime:
    """By when the client's first answer is due: twelve hours, counted on working days only.

    A day that is no working day stops the clock from midnight to midnight.
    """
    local, left = clock.local(opened_at), FIRST_RESPONSE
    while True:
        midnight = clock.at(local.date() + dt.timedelta(days=1), "00:00")
        if is_working(local.date()):
            if local + left <= midnight:
                return local + left
            left -= midnight - local
        local = midnight
