"""The broker of plain files: kombu's, but a message appears whole and is taken by one worker.

Kombu writes into files that readers already see, so that on a busy machine a worker now and then dies of an empty
message (celery/kombu#1551), and takes messages by way of the machine's temporary folder, where a move may be a copy.
"""

import fcntl
import os
import uuid
from collections.abc import Iterator
from pathlib import Path
from queue import Empty
from time import monotonic_ns
from typing import Any

from kombu.transport import TRANSPORT_ALIASES, filesystem
from kombu.utils.json import dumps, loads

SCHEME = "files"


class Channel(filesystem.Channel):
    def _put(self, queue: str, payload: Any, **kwargs: Any) -> None:  # type: ignore[override]  # as its parent names it
        name = f"{monotonic_ns():020}_{uuid.uuid4()}.{queue}.msg"
        _write(Path(self.data_folder_out) / name, payload)

    def _get(self, queue: str, timeout: float | None = None) -> Any:
        """The oldest message; whoever renames it has it. Raises Empty."""
        for path in self._waiting(queue):
            taken = path.with_suffix(".taken")
            try:
                path.rename(taken)
            except FileNotFoundError:
                continue
            text = taken.read_text("utf-8")
            taken.unlink()
            return loads(text)
        raise Empty()

    def _waiting(self, queue: str) -> Iterator[Path]:
        folder = Path(self.data_folder_in)
        names = (name for name in os.listdir(folder) if name.partition(".")[2] == f"{queue}.msg")
        return (folder / name for name in sorted(names))

    def _queue_bind(self, exchange: str, routing_key: str, pattern: str, queue: str) -> None:
        """Note which queue an exchange feeds, in a table that several processes read and write at their start."""
        file, row = self._exchange_file(exchange), [routing_key or "", pattern or "", queue or ""]
        self.control_folder.mkdir(exist_ok=True)
        with (self.control_folder / ".lock").open("w") as guard:
            fcntl.flock(guard, fcntl.LOCK_EX)
            table = loads(file.read_text("utf-8")) if file.exists() else []
            if row not in table:
                _write(file, [row, *table])


def _write(path: Path, content: Any) -> None:
    """Write beside, then rename."""
    part = path.with_suffix(f".{os.getpid()}.part")
    part.write_text(dumps(content), "utf-8")
    part.replace(path)


class FileTransport(filesystem.Transport):
    Channel = Channel


# Addresses that begin with files:// are served by this transport.
TRANSPORT_ALIASES[SCHEME] = f"{__name__}:{FileTransport.__name__}"
