"""The chart of collection: the accounts and movements of the money that is taken at the door. Pure Python.

`owed("PAY_UNC", "PAY_COL")` reads as the money page does, "what is owed goes from uncollected to collected".
"""

from core.lifecycle import N_
from ledger.chart import ASSET, OWED, AccountKind, custody, movement, owed

DUE, DRV_CASH, POS_CLR, BANK, REMIT_TRANSIT = "DUE", "DRV_CASH", "POS_CLR", "BANK", "REMIT_TRANSIT"
PAY_UNC, PAY_COL, PAY_ARR, PAY_MAT, PAY_REQ, PAY_APP = "PAY_UNC", "PAY_COL", "PAY_ARR", "PAY_MAT", "PAY_REQ", "PAY_APP"
FEE, SUSP, OWN, HOLD, HOLD_OUT = "FEE", "SUSP", "OWN", "HOLD", "HOLD_OUT"

STAGES = (PAY_UNC, PAY_COL, PAY_ARR, PAY_MAT, PAY_REQ, PAY_APP)
MAIN = "main"  # the one bank account, acquirer and company

ACCOUNTS = (
    AccountKind(DUE, "order", ASSET, True, N_("Due at the door")),
    AccountKind(DRV_CASH, "driver", ASSET, True, N_("Cash with the driver")),
    AccountKind(POS_CLR, "terminal and batch date", ASSET, True, N_("Swiped, not yet settled")),
    AccountKind(BANK, "bank account", ASSET, True, N_("Bank")),
    AccountKind(REMIT_TRANSIT, "payment", ASSET, True, N_("Remittance on its way")),
    AccountKind(PAY_UNC, "order", OWED, True, N_("Owed: uncollected")),
    AccountKind(PAY_COL, "order", OWED, True, N_("Owed: collected")),
    AccountKind(PAY_ARR, "order", OWED, True, N_("Owed: arrived")),
    AccountKind(PAY_MAT, "order", OWED, True, N_("Owed: matched")),
    AccountKind(PAY_REQ, "order", OWED, True, N_("Owed: requested")),
    AccountKind(PAY_APP, "order", OWED, True, N_("Owed: approved")),
    AccountKind(FEE, "acquirer", ASSET, True, N_("Card fees withheld")),
    AccountKind(SUSP, "case", ASSET, False, N_("Unexplained")),
    AccountKind(OWN, "company", OWED, False, N_("Own funds put in")),
    AccountKind(HOLD, "pre-authorisation", ASSET, True, N_("Pre-authorised"), memo=True),
    AccountKind(HOLD_OUT, "run", OWED, True, N_("Pre-authorised, counterpart"), memo=True),
)

OPENS, CLOSES = (PAY_UNC, DUE), (DUE, PAY_UNC)
SALE = (custody(DUE, POS_CLR), owed(PAY_UNC, PAY_COL))  # what is due at the door is charged by a terminal

CARD_SALE = movement("card_sale", N_("Customer's card"), *SALE)
CASH_TAKEN = movement("cash_taken", N_("Cash taken"), custody(DUE, DRV_CASH), owed(PAY_UNC, PAY_COL))
OWN_CARD = movement("own_card", N_("Driver's own card"), custody(DRV_CASH, POS_CLR))
SUSPENSE_SALE = movement("suspense_sale", N_("Sale that should not exist"), custody(SUSP, POS_CLR))

MOVEMENTS = (
    movement("open", N_("Order accepted"), OPENS),
    movement("close", N_("Nothing due any more"), CLOSES),
    movement("amount", N_("Amount changed"), OPENS, CLOSES),
    movement("hold_open", N_("Pre-authorised"), custody(HOLD_OUT, HOLD)),
    movement("hold_end", N_("Pre-authorisation ended"), custody(HOLD, HOLD_OUT)),
    CARD_SALE,
    CASH_TAKEN,
    OWN_CARD,
    SUSPENSE_SALE,
    movement(
        "arrival",
        N_("Arrived at the bank"),
        custody(POS_CLR, BANK),
        custody(POS_CLR, FEE),
        custody(POS_CLR, SUSP),
        custody(SUSP, BANK),
        custody(SUSP, FEE),
        owed(PAY_COL, PAY_ARR),
    ),
    movement("match", N_("Matched with the client"), owed(PAY_ARR, PAY_MAT)),
    movement("request", N_("Payment requested"), owed(PAY_MAT, PAY_REQ)),
    movement("withdraw", N_("Request withdrawn"), owed(PAY_REQ, PAY_MAT)),
    movement("approve", N_("Payment approved"), owed(PAY_REQ, PAY_APP)),
    movement("remit", N_("Remittance ordered"), custody(BANK, REMIT_TRANSIT)),
    movement("debit", N_("Remitted to the client"), (REMIT_TRANSIT, PAY_APP)),
    movement("own_funds", N_("Own funds put in"), custody(OWN, BANK)),
)
