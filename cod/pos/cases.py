"""Why a terminal's money stands in suspense."""

from core.codes import Catalogue
from core.lifecycle import N_
from orders.exceptions.cases import Cause


class SuspenseCause(Cause):
    """Why nobody can explain some money yet; the exception beside it says the same."""


UNKNOWN_ORDER = SuspenseCause("unknown_order", N_("No such order"))
NOT_HIS_ORDER = SuspenseCause("not_his_order", N_("Not among this driver's goods"))
SECOND_SWIPE = SuspenseCause("second_swipe", N_("Charged a second time"))
REFUSED_ORDER = SuspenseCause("refused_order", N_("The order was refused"))
NOTHING_DUE = SuspenseCause("nothing_due", N_("Nothing was due"))
SEVERAL_ORDERS = SuspenseCause("several_orders", N_("Several orders have this number"))
WRONG_AMOUNT = SuspenseCause("wrong_amount", N_("Another amount than was due"))

suspense_causes: Catalogue[SuspenseCause] = Catalogue(SuspenseCause, "cases")
