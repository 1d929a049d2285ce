"""Where the day stands: a bar on a terminal, plain lines elsewhere."""

import sys
import threading
import time
from typing import Protocol, TextIO

WIDTH = 30


class Listener(Protocol):
    """Whoever is told where the day stands: the progress, or a bench that acts at certain parts."""

    def say(self, text: str) -> None: ...

    def step(self, count: int = 1) -> None: ...

    def end(self) -> None: ...


class Progress:
    """`say(text)` begins a part; `step()` counts one command of it; safe from several threads."""

    def __init__(self, total: int, out: TextIO | None = None) -> None:
        self.total, self.out = max(total, 1), out or sys.stdout
        self.done, self.part, self.began, self.shown = 0, "", time.monotonic(), 0.0
        self.lock, self.bar = threading.Lock(), self.out.isatty()

    def say(self, text: str) -> None:
        """A new part of the day begins."""
        with self.lock:
            self.part = text
            if not self.bar:
                self._line(f"{self._seconds():6.1f} s  {text}")
            else:
                self._draw(always=True)

    def step(self, count: int = 1) -> None:
        """So many more orders are through this part."""
        with self.lock:
            self.done = min(self.done + count, self.total)
            if self.bar:
                self._draw()

    def end(self) -> None:
        """The last line stays."""
        with self.lock:
            if self.bar:
                self.done = self.total
                self._draw(always=True)
                self._line("")

    def _draw(self, always: bool = False) -> None:
        if not always and time.monotonic() - self.shown < 0.1:
            return
        self.shown = time.monotonic()
        full = WIDTH * self.done // self.total
        bar = "#" * full + "-" * (WIDTH - full)
        self.out.write(f"\r[{bar}] {100 * self.done // self.total:3d} %  {self.part:<50.50}")
        self.out.flush()

    def _line(self, text: str) -> None:
        self.out.write(text + "\n")
        self.out.flush()

    def _seconds(self) -> float:
        return time.monotonic() - self.began


class Silent(Progress):
    """Says nothing."""

    def say(self, text: str) -> None:
        self.part = text

    def step(self, count: int = 1) -> None:
        pass

    def end(self) -> None:
        pass
