"""The chart of the money: the only list of accounts and of movements. Pure Python.

Every posting is a transfer of whole fen from one account to another, so every entry sums to zero by construction.
Assets are positive, what is owed is negative. `owed("PAY_UNC", "PAY_COL")` reads as the money page does, "what is
owed goes from uncollected to collected", and is a transfer from PAY_COL to PAY_UNC in these terms.
"""

from dataclasses import dataclass

from core.lifecycle import N_

ASSET, OWED = 1, -1


@dataclass(frozen=True)
class AccountKind:
    """`per`: what one account belongs to. `floor`: sign x balance never falls below zero (held by the database)."""

    code: str
    per: str
    sign: int
    floor: bool
    title: str


@dataclass(frozen=True)
class Movement:
    """A kind of entry and the (source, target) pairs of account codes that it may hold."""

    kind: str
    title: str
    pairs: frozenset


DUE, DRV_CASH, POS_CLR, BANK, REMIT_TRANSIT = "DUE", "DRV_CASH", "POS_CLR", "BANK", "REMIT_TRANSIT"
PAY_UNC, PAY_COL, PAY_ARR, PAY_MAT, PAY_REQ, PAY_APP = "PAY_UNC", "PAY_COL", "PAY_ARR", "PAY_MAT", "PAY_REQ", "PAY_APP"
FEE, SUSP, OWN, HOLD, HOLD_OUT = "FEE", "SUSP", "OWN", "HOLD", "HOLD_OUT"

STAGES = (PAY_UNC, PAY_COL, PAY_ARR, PAY_MAT, PAY_REQ, PAY_APP)
MEMO = (HOLD, HOLD_OUT)  # never in totals of custody
MAIN = "main"  # the one bank account, acquirer and company

ACCOUNTS = {
    kind.code: kind
    for kind in (
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
        AccountKind(HOLD, "pre-authorisation", ASSET, True, N_("Pre-authorised")),
        AccountKind(HOLD_OUT, "run", OWED, True, N_("Pre-authorised, counterpart")),
    )
}


def custody(source, target):
    """Money goes from one place to another."""
    return source, target


def owed(stage, next_stage):
    """What is owed to the client goes from one stage to the next."""
    return next_stage, stage


def _kind(kind, title, *pairs):
    return Movement(kind, title, frozenset(pairs))


OPENS, CLOSES = (PAY_UNC, DUE), (DUE, PAY_UNC)

MOVEMENTS = {
    movement.kind: movement
    for movement in (
        _kind("open", N_("Order accepted"), OPENS),
        _kind("close", N_("Nothing due any more"), CLOSES),
        _kind("amount", N_("Amount changed"), OPENS, CLOSES),
        _kind("hold_open", N_("Pre-authorised"), custody(HOLD_OUT, HOLD)),
        _kind("hold_end", N_("Pre-authorisation ended"), custody(HOLD, HOLD_OUT)),
        _kind("card_sale", N_("Customer's card"), custody(DUE, POS_CLR), owed(PAY_UNC, PAY_COL)),
        _kind("cash_taken", N_("Cash taken"), custody(DUE, DRV_CASH), owed(PAY_UNC, PAY_COL)),
        _kind("own_card", N_("Driver's own card"), custody(DRV_CASH, POS_CLR)),
        _kind("suspense_sale", N_("Sale that should not exist"), custody(SUSP, POS_CLR)),
        _kind(
            "arrival",
            N_("Arrived at the bank"),
            custody(POS_CLR, BANK),
            custody(POS_CLR, FEE),
            custody(POS_CLR, SUSP),
            custody(SUSP, BANK),
            custody(SUSP, FEE),
            owed(PAY_COL, PAY_ARR),
        ),
        _kind("match", N_("Matched with the client"), owed(PAY_ARR, PAY_MAT)),
        _kind("request", N_("Payment requested"), owed(PAY_MAT, PAY_REQ)),
        _kind("withdraw", N_("Request withdrawn"), owed(PAY_REQ, PAY_MAT)),
        _kind("approve", N_("Payment approved"), owed(PAY_REQ, PAY_APP)),
        _kind("remit", N_("Remittance ordered"), custody(BANK, REMIT_TRANSIT)),
        _kind("debit", N_("Remitted to the client"), (REMIT_TRANSIT, PAY_APP)),
        _kind("own_funds", N_("Own funds put in"), custody(OWN, BANK)),
    )
}
REVERSAL = "reversal"  # the mirror of an entry, so its pairs are the mirror of that entry's


def pair_allowed(kind, source, target):
    """Whether an entry of this kind may hold a transfer between these account codes."""
    if kind == REVERSAL:
        return any((target, source) in movement.pairs for movement in MOVEMENTS.values())
    return (source, target) in MOVEMENTS[kind].pairs


def title_of(kind):
    """The msgid of an entry's kind."""
    return MOVEMENTS[kind].title if kind in MOVEMENTS else N_("Reversal")
