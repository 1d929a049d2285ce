"""What the child sent, kept beside the memory, so that a long table can be gone through twice without being held."""

import tempfile
from collections.abc import Iterator

from core.workbooks.batches import Row, batch_rows

IN_MEMORY = 4 * 2**20


class Spool:
    """Batches in a file that has no name and ends with this process; short ones never reach the disk."""

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 closed by `close`
        self._sizes: list[int] = []

    def keep(self, content: bytes) -> None:
        self._file.write(content)
        self._sizes.append(len(content))

    def batches(self) -> Iterator[list[Row]]:
        self._file.seek(0)
        for size in self._sizes:
            yield batch_rows(self._file.read(size))

    def close(self) -> None:
        self._file.close()
