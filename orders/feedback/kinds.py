"""What feedback declares: its notices, files and words of the audit."""

from core.filekinds import FileKind
from core.lifecycle import N_
from core.notices import NoticeKind, Place
from core.words import AuditWord
from orders.feedback.rights import FEEDBACK_READ

FEEDBACK_NOON = NoticeKind(
    "feedback_noon",
    N_("%(client)s: the noon feedback file of %(date)s is ready, %(rows)s rows to put into the client's system."),
    Place("feedback-list"),
)
FEEDBACK_FINAL = NoticeKind(
    "feedback_final",
    N_("%(client)s: the final feedback file of %(date)s is sealed, %(rows)s rows to put into the client's system."),
    Place("feedback-list"),
)

FEEDBACK_FILE = FileKind("feedback", N_("Feedback file"), FEEDBACK_READ)

FEEDBACK_EXPORT = AuditWord("feedback.export", N_("Feedback file made"), "info")
FEEDBACK_UPLOADED = AuditWord("feedback.uploaded", N_("Feedback file uploaded"), "ok")
