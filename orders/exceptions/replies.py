"""Canned notes to the driver: each is the notice that he reads."""

from core.lifecycle import N_
from core.notices import NoticeKind
from orders.exceptions.kinds import REPLY_AGAIN, REPLY_CALL, REPLY_RETURN, REPLY_WAIT

REPLIES: dict[NoticeKind, str] = {
    REPLY_WAIT: N_("Wait at the customer's door; we are asking the client."),
    REPLY_AGAIN: N_("The client says: try again today."),
    REPLY_RETURN: N_("The client says: bring the goods back tonight."),
    REPLY_CALL: N_("Call the office before you drive on."),
}
