"""Reading an uploaded table in a child process, so that no file can harm the process that asks.

The child has its own limits of memory and processor time; the parent counts the seconds it waits and the characters it
receives, and kills the child when either is used up. The child knows no settings and no secrets: its environment is
empty. It is started by ``subprocess`` (no fork of a threaded server).
"""

import io
import json
import os
import select
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from itertools import chain
from pathlib import Path
from typing import IO, Any

from core.workbooks.batches import Row, batch_rows
from core.workbooks.problems import WorkbookProblem
from core.workbooks.spool import Spool

_ROOT = Path(__file__).resolve().parents[2]
_READ = 2**18
MB = 2**20
Source = str | os.PathLike[str] | bytes | IO[bytes]


@dataclass(frozen=True)
class Limits:
    """What one workbook may take. The defaults suit a page that waits; ``Limits.large()`` suits a background task."""

    seconds: int = 5  # waiting for the child, and its processor time
    memory: int = 256 * MB  # of the child
    size: int = 10 * MB  # of the file
    unpacked: int = 150 * MB
    characters: int = 20_000_000  # in all cells
    rows: int = 20_000
    columns: int = 200
    worksheets: int = 50

    @classmethod
    def large(cls) -> "Limits":
        """For 100,000 rows and more, outside a request."""
        return cls(300, 2048 * MB, 200 * MB, 2048 * MB, 400_000_000, 1_000_000, 200, 50)


@dataclass(frozen=True)
class Table:
    """A worksheet as text: the titles, and the rows that hold anything, each at least as long as the titles."""

    file: str
    worksheet: str
    worksheets: list[str]
    header_number: int
    header: list[str]
    rows: list[Row] = field(default_factory=list)


@dataclass(frozen=True)
class OpenTable(Table):
    """The same, with the rows still to come: iterate ``stream`` or ``batches`` once. Either may raise
    ``WorkbookProblem`` midway. ``batches`` are lists of rows; ``again()`` goes through them once more, from the disk.
    """

    batches: Iterator[list[Row]] = field(default_factory=lambda: iter(()))
    spool: Spool | None = None

    @property
    def stream(self) -> Iterator[Row]:
        return chain.from_iterable(self.batches)

    def again(self) -> Iterator[list[Row]]:
        assert self.spool, "opened without keep=True"
        return self.spool.batches()


def read_table(
    source: Source,
    *,
    filename: str,
    worksheet: str | None = None,
    header_titles: tuple[str, ...] = (),
    limits: Limits | None = None,
) -> Table:
    """The whole table, or one ``WorkbookProblem``. See ``open_table`` for the arguments."""
    opened = open_table(source, filename=filename, worksheet=worksheet, header_titles=header_titles, limits=limits)
    with opened as table:
        rows = list(table.stream)
    return Table(table.file, table.worksheet, table.worksheets, table.header_number, table.header, rows)


@contextmanager
def open_table(
    source: Source,
    *,
    filename: str,
    worksheet: str | None = None,
    header_titles: tuple[str, ...] = (),
    limits: Limits | None = None,
    keep: bool = False,
) -> Iterator[OpenTable]:
    """A table whose rows are streamed from the child; with ``keep`` they can be gone through again.

    ``source``: a path, the bytes, or a binary file (an upload). ``filename``: the user's name of it, for the messages;
    its ending matters only for text files and macros. ``worksheet``: the first visible one when None.
    ``header_titles``: the header is the first of the leading twenty rows that holds all of these; the first filled
    row when there is none. Time spent by the caller between rows does not count. Raises ``WorkbookProblem``.
    """
    limits = limits or Limits()
    with _as_file(source, filename, limits) as file:
        child = _Child(file, filename, _arguments(filename, worksheet, header_titles, limits), limits)
        spool = Spool() if keep else None
        try:
            child.start()
            first = child.message()
            head = first["worksheet"], first["worksheets"], first["number"], first["header"]
            yield OpenTable(filename, *head, [], child.batches(spool), spool)
        finally:
            child.end()
            if spool:
                spool.close()


def _arguments(filename: str, worksheet: str | None, titles: tuple[str, ...], limits: Limits) -> str:
    suffix = Path(filename).suffix.lower()
    return json.dumps(asdict(limits) | {"suffix": suffix, "worksheet": worksheet, "titles": list(titles)})


@contextmanager
def _as_file(source: Source, filename: str, limits: Limits) -> Iterator[IO[bytes]]:
    """The source as a real file, because a child can only be given one; an upload in memory is copied."""
    if isinstance(source, str | os.PathLike):
        with open(source, "rb") as file:
            _size_check(os.fstat(file.fileno()).st_size, filename, limits)
            yield file
        return
    with tempfile.TemporaryFile() as copy:
        stream = io.BytesIO(source) if isinstance(source, bytes) else source
        stream.seek(0)
        while chunk := stream.read(MB):
            copy.write(chunk)
            _size_check(copy.tell(), filename, limits)
        copy.seek(0)
        yield copy


def _size_check(size: int, filename: str, limits: Limits) -> None:
    if size > limits.size:
        raise WorkbookProblem("too_large", file=filename, value=limits.size // MB)
    if size == 0:
        raise WorkbookProblem("empty", file=filename)


class _Child:
    """The running process and the messages it sends."""

    def __init__(self, file: IO[bytes], filename: str, arguments: str, limits: Limits):
        self.filename = filename
        self.waiting_left = float(limits.seconds)
        self.bytes_left = limits.characters * 8 + MB  # a character takes at most four bytes, and the titles six in JSON
        self.buffer = bytearray()
        self.process = subprocess.Popen(
            [sys.executable, "-s", "-m", "core.workbooks.child", arguments],
            stdin=file,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=_ROOT,
            env={"LANG": "C.UTF-8"},
        )

    def start(self) -> None:
        """Wait until the child has its libraries. One that never had them is our fault, not the file's."""
        try:
            self.message()
        except WorkbookProblem as problem:
            if self._exit_code() == 1:
                raise RuntimeError("the process that reads workbooks does not start") from problem
            raise

    def _exit_code(self) -> int | None:
        try:
            return self.process.wait(0.5)
        except subprocess.TimeoutExpired:
            return None

    def batches(self, spool: Spool | None) -> Iterator[list[Row]]:
        while "rows" in (message := self.message()):
            content = self._bytes(message["rows"])
            try:
                rows = batch_rows(content)
            except ValueError as error:
                raise WorkbookProblem("too_heavy", file=self.filename) from error
            if spool:
                spool.keep(content)
            yield rows

    def message(self) -> dict[str, Any]:
        """The next message; a problem is raised, and so is the silence of a child that its limits have stopped."""
        message = self._decoded(self._line())
        if "problem" in message:
            where = {key: message[key] for key in ("worksheet", "row", "column", "value") if key in message}
            raise WorkbookProblem(message["problem"], file=self.filename, **where)
        return message

    def end(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        if self.process.stdout:
            self.process.stdout.close()

    def _decoded(self, line: bytes) -> dict[str, Any]:
        try:
            return json.loads(line)
        except ValueError as error:
            raise WorkbookProblem("too_heavy", file=self.filename) from error

    def _line(self) -> bytes:
        searched = 0
        while (at := self.buffer.find(b"\n", searched)) < 0:
            searched = len(self.buffer)
            self._receive()
        line = bytes(self.buffer[:at])
        del self.buffer[: at + 1]
        return line

    def _bytes(self, count: int) -> bytes:
        while len(self.buffer) < count:
            self._receive()
        content = bytes(self.buffer[:count])
        del self.buffer[:count]
        return content

    def _receive(self) -> None:
        assert self.process.stdout
        pipe = self.process.stdout.fileno()
        began = time.monotonic()
        ready = _readable(pipe, self.waiting_left)
        self.waiting_left -= time.monotonic() - began
        received = os.read(pipe, _READ) if ready else b""
        self.bytes_left -= len(received)
        if not received or self.bytes_left < 0:
            raise WorkbookProblem("too_heavy", file=self.filename)
        self.buffer += received


def _readable(pipe: int, seconds: float) -> bool:
    """``poll`` and not ``select``: a server may hold more than 1,024 files."""
    if seconds <= 0:
        return False
    poll = select.poll()
    poll.register(pipe, select.POLLIN | select.POLLHUP)
    return bool(poll.poll(seconds * 1000))
