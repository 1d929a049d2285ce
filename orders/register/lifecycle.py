"""The physical life of an order (SM-A) and of its papers. Pure tables."""

from core.lifecycle import N_, SYSTEM, Action, Machine, Move, States
from people.roles import CS_AGENT, CS_MANAGER, DISPATCHER, DOC_ADMIN, DRIVER, INTAKE, KEEPER


class OrderState(States):
    """Where an order stands."""

    OUT_OF_AREA = "out_of_area", N_("Out of area"), "error"
    EXPECTED = "expected", N_("Expected"), "mute"
    INBOUND_EXCEPTION = "inbound_exception", N_("Inbound exception"), "error"
    IN_STOCK = "in_stock", N_("In stock"), "info"
    HANDED_OVER = "handed_over", N_("Handed to driver"), "info"
    OUT_FOR_DELIVERY = "out_for_delivery", N_("Out for delivery"), "info"
    DELIVERED = "delivered", N_("Delivered"), "ok"
    REFUSED_PHONE = "refused_phone", N_("Refused by phone"), "warn"
    REFUSED_ONSITE = "refused_onsite", N_("Refused at the door"), "warn"
    RETURN_AT_PLATFORM = "return_at_platform", N_("Return at platform"), "warn"
    CANCELLED = "cancelled", N_("Cancelled"), "mute"


REFUSED = (OrderState.REFUSED_PHONE, OrderState.REFUSED_ONSITE)
WITHOUT_RESULT = (
    OrderState.OUT_OF_AREA,
    OrderState.EXPECTED,
    OrderState.INBOUND_EXCEPTION,
    OrderState.IN_STOCK,
    OrderState.HANDED_OVER,
    OrderState.OUT_FOR_DELIVERY,
)
OPEN = (*WITHOUT_RESULT, *REFUSED)  # not delivered, and the goods not back
ON_VAN = (OrderState.HANDED_OVER, OrderState.OUT_FOR_DELIVERY)


class OrderAction(Action):
    """What may be done with an order."""

    ADMIT = "admit", N_("deliver it out of area all the same")
    PLACE = "place", N_("settle the zone of its address")
    CANCEL = "cancel", N_("cancel the order")
    ACCEPT = "accept", N_("take the goods into stock")
    HOLD_INBOUND = "hold_inbound", N_("set the order aside at the gate")
    AWAIT_NEXT = "await_next", N_("await the goods with a later truck")
    HAND_OVER = "hand_over", N_("hand the goods over to the driver")
    DEPART = "depart", N_("take the order on the road")
    DELIVER = "deliver", N_("deliver the order")
    REFUSE_PHONE = "refuse_phone", N_("record a refusal by phone")
    REFUSE_ONSITE = "refuse_onsite", N_("record a refusal at the door")
    NO_DOCUMENT = "no_document", N_("declare delivered goods refused for want of their paper")
    RETURN_ACCEPTED = "return_accepted", N_("accept the goods back")
    SET_ASIDE = "set_aside", N_("set the goods aside for the client")
    REDELIVER = "redeliver", N_("have the order delivered again")


ORDER = Machine(
    "order",
    N_("Order"),
    OrderState,
    [
        Move(OrderAction.ADMIT, (OrderState.OUT_OF_AREA,), OrderState.EXPECTED, (CS_AGENT, CS_MANAGER), "STM-03", "client instruction"),
        Move(OrderAction.PLACE, (OrderState.OUT_OF_AREA,), OrderState.EXPECTED, (CS_AGENT, CS_MANAGER, INTAKE), "SLA-24", "a person picked the zone"),
        Move(OrderAction.CANCEL, (OrderState.OUT_OF_AREA, OrderState.INBOUND_EXCEPTION), OrderState.CANCELLED, (CS_AGENT, CS_MANAGER, KEEPER), "STM-03, STM-06"),
        Move(OrderAction.ACCEPT, (OrderState.EXPECTED, OrderState.INBOUND_EXCEPTION), OrderState.IN_STOCK, (KEEPER,), "STM-04", "every item accepted, two signatures"),
        Move(OrderAction.HOLD_INBOUND, (OrderState.EXPECTED,), OrderState.INBOUND_EXCEPTION, (KEEPER,), "STM-05", "short, damaged or codes differ"),
        Move(OrderAction.AWAIT_NEXT, (OrderState.INBOUND_EXCEPTION,), OrderState.EXPECTED, (KEEPER, CS_AGENT, CS_MANAGER), "STM-06", "client instruction"),
        Move(OrderAction.HAND_OVER, (OrderState.IN_STOCK,), OrderState.HANDED_OVER, (KEEPER, DRIVER), "STM-07", "cleared run, matched lines, two signatures"),
        Move(OrderAction.DEPART, (OrderState.HANDED_OVER,), OrderState.OUT_FOR_DELIVERY, (DISPATCHER,), "STM-08"),
        Move(OrderAction.DELIVER, (OrderState.OUT_FOR_DELIVERY,), OrderState.DELIVERED, (DRIVER,), "STM-09", "nothing due, signer and receipt"),
        Move(
            OrderAction.REFUSE_PHONE, (OrderState.IN_STOCK, OrderState.HANDED_OVER, OrderState.OUT_FOR_DELIVERY), OrderState.REFUSED_PHONE, (CS_AGENT, CS_MANAGER),
            "STM-14", "a retention attempt",
        ),
        Move(OrderAction.REFUSE_ONSITE, (OrderState.OUT_FOR_DELIVERY,), OrderState.REFUSED_ONSITE, (DRIVER,), "STM-15", "a reason; nothing collected"),
        Move(OrderAction.NO_DOCUMENT, (OrderState.DELIVERED,), OrderState.REFUSED_ONSITE, (DOC_ADMIN, SYSTEM), "STM-19", "goods present, paper absent"),
        Move(OrderAction.RETURN_ACCEPTED, REFUSED, OrderState.RETURN_AT_PLATFORM, (KEEPER,), "STM-18", "return sheet with its signatures"),
        Move(
            OrderAction.SET_ASIDE, (OrderState.IN_STOCK, OrderState.REFUSED_PHONE), OrderState.RETURN_AT_PLATFORM, (KEEPER,), "STM-25",
            "client instruction; the keeper's slip into the returns area",
        ),
        Move(
            OrderAction.REDELIVER, (OrderState.REFUSED_PHONE, OrderState.RETURN_AT_PLATFORM), OrderState.IN_STOCK, (SYSTEM,), "INV-10",
            "client instruction to deliver again, all goods in the store",
        ),
    ],
)  # fmt: skip


class PaymentState(States):
    """Where the money of an order stands."""

    NONE = "none", N_("No collection"), "mute"
    UNPAID = "unpaid", N_("Unpaid"), "warn"
    CASH_HELD = "cash_held", N_("Cash not yet swiped"), "warn"
    PAID = "paid", N_("Paid"), "ok"
    ARRIVED = "arrived", N_("Arrived at the bank"), "ok"
    RECONCILED = "reconciled", N_("Reconciled"), "ok"
    REQUESTED = "requested", N_("Payment requested"), "ok"
    REMITTED = "remitted", N_("Remitted"), "ok"
    EXCEPTION = "exception", N_("Money exception"), "error"
    NOT_DUE = "not_due", N_("Not due"), "mute"


# What the states of payment have in common; each part stands here once.
TO_CHARGE = frozenset({PaymentState.UNPAID, PaymentState.CASH_HELD})  # a terminal may still charge for it
MATCHED = frozenset({PaymentState.RECONCILED, PaymentState.REQUESTED, PaymentState.REMITTED})  # with the client
CHARGED = MATCHED | {PaymentState.PAID, PaymentState.ARRIVED}  # in full
TAKEN = CHARGED | {PaymentState.CASH_HELD}  # the buyer has paid
SETTLED = CHARGED | {PaymentState.NONE}  # nothing keeps the buyer from signing (INV-28)
# The money has still a way to go.
MONEY_OPEN = (PaymentState.CASH_HELD, PaymentState.PAID, PaymentState.ARRIVED, PaymentState.RECONCILED)
NOTHING_DUE = frozenset({PaymentState.NONE, PaymentState.NOT_DUE})


class DeliveryResult(States):
    """What came of an order; those that the client's file knows beside ours are never written by us."""

    DELIVERED = "delivered", N_("Delivered"), "ok"
    PARTIAL = "partial", N_("Delivered in part"), "warn"
    REFUSED_PHONE = "refused_phone", N_("Refused by phone"), "warn"
    REFUSED_ONSITE = "refused_onsite", N_("Refused at the door"), "warn"
    DEFERRED = "deferred", N_("Put off"), "warn"
    PICKUP = "pickup", N_("Collected from the customer"), "ok"
    EXCHANGE = "exchange", N_("Exchanged"), "ok"
    IN_PROGRESS = "in_progress", N_("In progress"), "info"
    RETURNED = "returned", N_("Goes back to the client"), "warn"
    CANCELLED = "cancelled", N_("Cancelled"), "mute"


class StoreArea(States):
    """Where in a store goods stand (BG-17, BG-18)."""

    NORMAL = "normal", N_("Normal area")
    INSPECTION = "inspection", N_("Inspection area")
    RETURNS = "returns", N_("Returns area")
    DEFECTIVE = "defective", N_("Defective goods")


class GoodsCondition(States):
    """How goods came in."""

    GOOD = "good", N_("Good"), "mute"
    NOTED = "noted", N_("Noted on the receipt"), "warn"
    REFUSED = "refused", N_("Refused"), "error"


class PartKind(States):
    """The two units of an air conditioner."""

    INDOOR = "indoor", N_("Indoor")
    OUTDOOR = "outdoor", N_("Outdoor")


class PaperKind(States):
    """A paper that came into being at the door."""

    RECEIPT = "receipt", N_("Receipt")
    SLIP = "slip", N_("POS slip")


class PaperState(States):
    """Where a paper stands."""

    CLAIMED = "claimed", N_("With the driver"), "info"
    RECEIVED = "received", N_("Received at the platform"), "ok"
    ABSENT = "absent", N_("Never there"), "error"


class PaperAction(Action):
    """What may be done with a paper."""

    RECEIVE = "receive", N_("receive the paper")
    DECLARE_ABSENT = "declare_absent", N_("declare the paper absent")


PAPER = Machine(
    "document",
    N_("Paper"),
    PaperState,
    [
        Move(
            PaperAction.RECEIVE,
            (PaperState.CLAIMED,),
            PaperState.RECEIVED,
            (DOC_ADMIN, DRIVER),
            "FLW-J.2",
            "papers sheet, two signatures",
        ),
        Move(
            PaperAction.DECLARE_ABSENT,
            (PaperState.CLAIMED,),
            PaperState.ABSENT,
            (DOC_ADMIN, DRIVER),
            "INV-31",
            "return sheet, two signatures",
        ),
    ],
)
