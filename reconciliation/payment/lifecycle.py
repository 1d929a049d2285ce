"""The life of a payment request (FLW-P)."""

from core.lifecycle import N_, Action, Machine, Move, States
from people.roles import CS_MANAGER, GENERAL_MANAGER, HQ_FINANCE, PLATFORM_MANAGER, PROJECT_TEAM, REGIONAL_FINANCE

CHAIN = (PLATFORM_MANAGER, REGIONAL_FINANCE, GENERAL_MANAGER)


class RequestState(States):
    """How far a payment request is."""

    SUBMITTED = "submitted", N_("Waiting for approval"), "warn"
    REJECTED = "rejected", N_("Sent back"), "error"
    APPROVED = "approved", N_("Approved"), "info"
    FORMED = "formed", N_("Payment form filled in"), "info"
    PAID = "paid", N_("Paid"), "ok"
    WITHDRAWN = "withdrawn", N_("Withdrawn"), "mute"


ACTIVE = (RequestState.SUBMITTED, RequestState.REJECTED, RequestState.APPROVED, RequestState.FORMED, RequestState.PAID)


class RequestAction(Action):
    """What may be done with a payment request."""

    REJECT = "reject", N_("send the payment request back")
    RESUBMIT = "resubmit", N_("submit the payment request again")
    WITHDRAW = "withdraw", N_("withdraw the payment request")
    APPROVE = "approve", N_("approve the payment request")
    FORM = "form", N_("fill in the payment form")
    PAY = "pay", N_("pay the payment request")


PAYMENT = Machine(
    "payment",
    N_("Payment request"),
    RequestState,
    [
        Move(
            RequestAction.REJECT,
            (RequestState.SUBMITTED,),
            RequestState.REJECTED,
            CHAIN,
            "FLW-P.7",
            "a reason; the lines stay reserved",
        ),
        Move(RequestAction.RESUBMIT, (RequestState.REJECTED,), RequestState.SUBMITTED, (CS_MANAGER,), "FLW-P.7"),
        Move(
            RequestAction.WITHDRAW,
            (RequestState.SUBMITTED, RequestState.REJECTED),
            RequestState.WITHDRAWN,
            (CS_MANAGER,),
            "FLW-P.7",
            "releases the lines",
        ),
        Move(
            RequestAction.APPROVE,
            (RequestState.SUBMITTED,),
            RequestState.APPROVED,
            (GENERAL_MANAGER,),
            "INV-40",
            "all three in order",
        ),
        Move(RequestAction.FORM, (RequestState.APPROVED,), RequestState.FORMED, (PROJECT_TEAM,), "FLW-P.5"),
        Move(
            RequestAction.PAY,
            (RequestState.FORMED,),
            RequestState.PAID,
            (HQ_FINANCE,),
            "INV-40, INV-41",
            "bank reference, the exact amount",
        ),
    ],
)
