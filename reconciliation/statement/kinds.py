"""What the statement declares: its files and words of the audit."""

from core.filekinds import FileKind
from core.lifecycle import N_
from core.words import AuditWord
from reconciliation.statement.rights import STATEMENT_READ

STATEMENT_FILE = FileKind("statement", N_("Statement"), STATEMENT_READ)

STATEMENT_MATCH = AuditWord("statement.match", N_("Statement matched"), "info")
