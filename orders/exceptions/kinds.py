"""What the exceptions desk declares: its notices, files and words of the audit."""

from django.utils.translation import gettext_lazy as _

from core.filekinds import FileKind
from core.lifecycle import N_
from core.notices import NoticeKind, Place
from core.words import AuditWord
from orders.register.kinds import OrderNotice

SINGLY = 5  # more cases at once are told in one message

# How the client gave an instruction.
CHANNELS = {"phone": _("By phone"), "email": _("E-mail"), "fax": _("Fax"), "system": _("Client's system")}

# The list of exceptions, with this one found.
CASE = Place("exception-list", "status=all&q=%(number)s")

EXCEPTION_OPENED = NoticeKind(
    "exception_opened",
    N_("Exception %(number)s was opened: the client's instruction is needed."),
    CASE,
)
EXCEPTIONS_OPENED = NoticeKind(
    "exceptions_opened",
    N_("%(count)s exceptions were opened, from %(number)s on: the client's instructions are needed."),
    CASE,
)
EXCEPTION_OVERDUE = NoticeKind(
    "exception_overdue",
    N_("Exception %(number)s: the client has not answered within its limit; follow it up."),
    CASE,
)
EXCEPTIONS_OVERDUE = NoticeKind(
    "exceptions_overdue",
    N_("%(count)s exceptions, from %(number)s on: the client has not answered within the limit; follow them up."),
    CASE,
)
PLAN_AGAIN = OrderNotice(
    "plan_again", N_("%(number)s: order %(order_no)s is in store and is delivered again: plan it for %(date)s.")
)
NEXT_REDELIVER = NoticeKind(
    "next_redeliver",
    N_("%(number)s: order %(order_no)s is to be delivered again; call the customer for a new time."),
    CASE,
)
NEXT_RETURN = NoticeKind(
    "next_return",
    N_("%(number)s: order %(order_no)s goes back to the client; keep its goods for the return."),
    CASE,
)
REPLY_WAIT = OrderNotice(
    "reply_wait", N_("%(number)s, order %(order_no)s: wait at the customer's door; we are asking the client.")
)
REPLY_AGAIN = OrderNotice("reply_again", N_("%(number)s, order %(order_no)s: the client says try again today."))
REPLY_RETURN = OrderNotice(
    "reply_return", N_("%(number)s, order %(order_no)s: the client says bring the goods back tonight.")
)
REPLY_CALL = OrderNotice("reply_call", N_("%(number)s, order %(order_no)s: call the office before you drive on."))

CASE_PICTURE = FileKind("case", N_("Picture of a case"))

EXCEPTION_OPEN = AuditWord("exception.open", N_("Exception opened"), "error")
EXCEPTION_ASSIGN = AuditWord("exception.assign", N_("Exception taken over"), "info")
EXCEPTION_SNOOZE = AuditWord("exception.snooze", N_("Exception put aside for later"), "info")
EXCEPTION_REPLY = AuditWord("exception.reply", N_("Note to the driver"), "info")
EXCEPTION_ESCALATE = AuditWord(
    "exception.escalate", N_("The client is late to answer; the account manager is told"), "late"
)
STANDARD_SAVE = AuditWord("standard.save", N_("Clause of the damage standard saved"), "info")
