"""Where the day stands: a bar on a terminal, plain lines elsewhere."""

import sys
import threading
import time

WIDTH = 30


class Progress:
    """`say(text)` begins a part; `step()` counts one command of it; safe from several threads."""

    def __init__(self, total, out=None):
        self.total, self.out = max(total, 1), out or sys.stdout
        self.done, self.part, self.began, self.shown = 0, "", time.monotonic(), 0.0
        self.lock, self.bar = threading.Lock(), self.out.isatty()

    def say(self, text):
        """A new part of the day begins."""
        with self.lock:
            self.part = text
            if not self.bar:
                self._line(f"{self._seconds():6.1f} s  {text}")
            else:
                self._draw(always=True)

    def step(self, count=1):
        """So many more orders are through this part."""
        with self.lock:
            self.done = min(self.done + count, self.total)
            if self.bar:
                self._draw()

    def end(self):
        """The last line stays."""
        with self.lock:
            if self.bar:
                self.done = self.total
                self._draw(always=True)
                self._line("")

    def _draw(self, always=False):
        if not always and time.monotonic() - self.shown < 0.1:
            return
        self.shown = time.monotonic()
        full = WIDTH * self.done // self.total
        bar = "#" * full + "-" * (WIDTH - full)
        self.out.write(f"\r[{bar}] {100 * self.done // self.total:3d} %  {self.part:<50.50}")
        self.out.flush()

    def _line(self, text):
        self.out.write(text + "\n")
        self.out.flush()

    def _seconds(self):
        return time.monotonic() - self.began


class Silent(Progress):
    """Says nothing."""

    def say(self, text):
        self.part = text

    def step(self, count=1):
        pass

    def end(self):
        pass
