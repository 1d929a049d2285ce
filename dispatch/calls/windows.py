"""The time windows that customers are offered by phone, the same from the call desk and from the driver."""

import datetime as dt
from dataclasses import dataclass, replace

from core import clock


@dataclass(frozen=True)
class Window:
    """A window of a day. `letter`: the key that chooses it at the call desk; `is_over`: nobody may promise it now.

    The desk offers those with a letter, which leave no gap; a driver, who knows his round, is offered all.
    """

    start: str
    end: str
    letter: str = ""
    is_over: bool = False

    def __str__(self) -> str:
        return f"{self.start}-{self.end}"


WINDOWS = (
    Window("09:00", "12:00", "Q"),
    Window("10:00", "13:00"),
    Window("12:00", "15:00", "W"),
    Window("13:00", "16:00"),
    Window("15:00", "18:00", "E"),
    Window("18:00", "21:00", "R"),
)


def windows_of(date: dt.date, hours: int) -> list[Window]:
    """The windows of a date as they stand now, none longer than the `hours` of the client's terms (INV-20)."""
    return [_cut(window, date, dt.timedelta(hours=hours)) for window in WINDOWS]


def _cut(window: Window, date: dt.date, longest: dt.timedelta) -> Window:
    until = min(clock.at(date, window.start) + longest, clock.at(date, window.end))
    return replace(window, end=f"{clock.local(until):%H:%M}", is_over=until <= clock.now())
