"""What the doorstep declares: its notices, files and sheets."""

from core.filekinds import FileKind
from core.lifecycle import N_
from orders.register.kinds import OrderNotice
from orders.register.rights import ORDERS_READ
from people.roles import DRIVER
from sheets.kinds import BUYER, SheetKind, Side

REFUSED_AT_DOOR = OrderNotice("refused_at_door", N_("Order %(order_no)s was refused at the door: tell the client."))

REFUSAL_PHOTO = FileKind("refusal_photo", N_("Photo of a refusal"))

RECEIPT = SheetKind(
    "receipt",
    N_("Signed receipt"),
    prefix="QS",
    printed="签收单",
    sides=(Side("driver", "司机", DRIVER), Side(BUYER, "收货人")),
    right=ORDERS_READ,
)
