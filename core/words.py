"""The words of the audit: what a row says was done; declared by the room that does it."""

from core.codes import Catalogue, Code


class AuditWord(Code):
    """What was done: the code of an audit row, with its sentence and its tone for people. Declared by its room."""

    def __init__(self, code: str, label: str, tone: str = "info") -> None:
        super().__init__(code, label)
        self.tone = tone


audit_words: Catalogue[AuditWord] = Catalogue(AuditWord)
