"""Canned notes to the driver: each is the notice that he reads."""

from core.lifecycle import N_

REPLIES = {
    "reply_wait": N_("Wait at the customer's door; we are asking the client."),
    "reply_again": N_("The client says: try again today."),
    "reply_return": N_("The client says: bring the goods back tonight."),
    "reply_call": N_("Call the office before you drive on."),
}
