"""What intake declares: its notices, files and words of the audit."""

from core.filekinds import FileKind
from core.lifecycle import N_
from core.notices import NoticeKind, Place
from core.words import AuditWord
from orders.intake.rights import ORDERS_IMPORT_READ

IMPORT_CHECKED = NoticeKind(
    "import_checked", N_("The order file of %(date)s is checked: look at it and import it."), Place("import-list")
)
IMPORT_READY = NoticeKind("import_done", N_("The order file of %(date)s is imported."), Place("import-list"))
IMPORT_FAILED = NoticeKind(
    "import_failed", N_("The order file of %(date)s could not be taken; its page says why."), Place("import-list")
)

ORDER_FILE = FileKind("order_import", N_("Order file"), ORDERS_IMPORT_READ)
DRAFT_FILE = FileKind("import_draft", N_("Order file being checked"))

ORDER_IMPORT = AuditWord("order.import", N_("Imported from the client's file"), "info")
ORDER_UPDATE = AuditWord("order.update", N_("Changed by a later file of the client"), "warn")
IMPORT_UPLOAD = AuditWord("import.upload", N_("Order file uploaded"), "info")
IMPORT_PRINT = AuditWord("import.print", N_("Batch list printed"), "mute")
IMPORT_MAPPING = AuditWord("import.mapping", N_("Titles of the order file mapped"), "info")
IMPORT_DROP = AuditWord("import.drop", N_("Order file dropped"), "mute")
IMPORT_DONE = AuditWord("import.done", N_("Order file imported"), "ok")
IMPORT_DISMISS = AuditWord("import.dismiss", N_("Failed order file put away"), "mute")
IMPORT_CONFIRM = AuditWord("import.confirm", N_("Import of the order file confirmed"), "info")
IMPORT_MAP = AuditWord("import.map", N_("Titles of an order file told"))
IMPORT_MEND = AuditWord("import.mend", N_("Cells of an order file mended"))
