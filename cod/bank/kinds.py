"""What the bank declares: its notices, files and words of the audit."""

from cod.bank.rights import BANK_READ
from core.filekinds import FileKind
from core.lifecycle import N_
from core.notices import NoticeKind, Place
from core.words import AuditWord

BANK_SUSPENSE = NoticeKind(
    "bank_suspense", N_("The bank's file has %(count)s lines that cannot be explained."), Place("bank-list")
)
BANK_MISSING = NoticeKind(
    "bank_missing", N_("%(count)s collections are missing in the bank's file."), Place("bank-list")
)

BANK_FILE = FileKind("bank", N_("Bank file"), BANK_READ)

BANK_IMPORT = AuditWord("bank.import", N_("The bank's file imported"), "info")
