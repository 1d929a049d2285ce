"""The chart of collection: the accounts and movements of the money that is taken at the door.

`owed(PAY_UNC, PAY_COL)` reads as the money page does, "what is owed goes from uncollected to collected".
"""

from core.lifecycle import N_
from ledger.chart import ASSET, OWED, AccountKind, Movement, custody, owed

DUE = AccountKind("DUE", "order", ASSET, True, N_("Due at the door"))
DRV_CASH = AccountKind("DRV_CASH", "driver", ASSET, True, N_("Cash with the driver"))
POS_CLR = AccountKind("POS_CLR", "terminal and batch date", ASSET, True, N_("Swiped, not yet settled"))
BANK = AccountKind("BANK", "bank account", ASSET, True, N_("Bank"))
REMIT_TRANSIT = AccountKind("REMIT_TRANSIT", "payment", ASSET, True, N_("Remittance on its way"))
PAY_UNC = AccountKind("PAY_UNC", "order", OWED, True, N_("Owed: uncollected"))
PAY_COL = AccountKind("PAY_COL", "order", OWED, True, N_("Owed: collected"))
PAY_ARR = AccountKind("PAY_ARR", "order", OWED, True, N_("Owed: arrived"))
PAY_MAT = AccountKind("PAY_MAT", "order", OWED, True, N_("Owed: matched"))
PAY_REQ = AccountKind("PAY_REQ", "order", OWED, True, N_("Owed: requested"))
PAY_APP = AccountKind("PAY_APP", "order", OWED, True, N_("Owed: approved"))
FEE = AccountKind("FEE", "acquirer", ASSET, True, N_("Card fees withheld"))
SUSP = AccountKind("SUSP", "case", ASSET, False, N_("Unexplained"))
OWN = AccountKind("OWN", "company", OWED, False, N_("Own funds put in"))
HOLD = AccountKind("HOLD", "pre-authorisation", ASSET, True, N_("Pre-authorised"), memo=True)
HOLD_OUT = AccountKind("HOLD_OUT", "run", OWED, True, N_("Pre-authorised, counterpart"), memo=True)

STAGES = (PAY_UNC, PAY_COL, PAY_ARR, PAY_MAT, PAY_REQ, PAY_APP)
MAIN = "main"  # the one bank account, acquirer and company

OPENS, CLOSES = (PAY_UNC, DUE), (DUE, PAY_UNC)
SALE = (custody(DUE, POS_CLR), owed(PAY_UNC, PAY_COL))  # what is due at the door is charged by a terminal

CARD_SALE = Movement("card_sale", N_("Customer's card"), *SALE)
CASH_TAKEN = Movement("cash_taken", N_("Cash taken"), custody(DUE, DRV_CASH), owed(PAY_UNC, PAY_COL))
OWN_CARD = Movement("own_card", N_("Driver's own card"), custody(DRV_CASH, POS_CLR))
SUSPENSE_SALE = Movement("suspense_sale", N_("Sale that should not exist"), custody(SUSP, POS_CLR))

OPENED = Movement("open", N_("Order accepted"), OPENS)
CLOSED = Movement("close", N_("Nothing due any more"), CLOSES)
HOLD_OPENED = Movement("hold_open", N_("Pre-authorised"), custody(HOLD_OUT, HOLD))
HOLD_ENDED = Movement("hold_end", N_("Pre-authorisation ended"), custody(HOLD, HOLD_OUT))
ARRIVED = Movement(
    "arrival",
    N_("Arrived at the bank"),
    custody(POS_CLR, BANK),
    custody(POS_CLR, FEE),
    custody(POS_CLR, SUSP),
    custody(SUSP, BANK),
    custody(SUSP, FEE),
    owed(PAY_COL, PAY_ARR),
)
MATCHED = Movement("match", N_("Matched with the client"), owed(PAY_ARR, PAY_MAT))
REQUESTED = Movement("request", N_("Payment requested"), owed(PAY_MAT, PAY_REQ))
WITHDRAWN = Movement("withdraw", N_("Request withdrawn"), owed(PAY_REQ, PAY_MAT))
APPROVED = Movement("approve", N_("Payment approved"), owed(PAY_REQ, PAY_APP))
REMITTED = Movement("remit", N_("Remittance ordered"), custody(BANK, REMIT_TRANSIT))
DEBITED = Movement("debit", N_("Remitted to the client"), (REMIT_TRANSIT, PAY_APP))
OWN_FUNDS = Movement("own_funds", N_("Own funds put in"), custody(OWN, BANK))
