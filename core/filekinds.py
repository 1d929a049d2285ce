"""What a kind of stored file is; declared by the room that keeps it."""

from core.codes import Catalogue, Code


class FileKind(Code):
    """A kind of stored file. `right`: opens it when it is about no single order or case, and lists it for download."""

    def __init__(self, code: str, label: str, right: Code | None = None) -> None:
        super().__init__(code, label)
        self.right = right


file_kinds: Catalogue[FileKind] = Catalogue(FileKind)
