"""Rows of the money room, by noun."""

from cod.models.bank import BankFile, BankLine, MissingArrival, SuspenseCase
from cod.models.ledger import Account, Entry, LedgerSeal, Posting
from cod.models.papers import CodSheet, CodSheetLine, DriverTotal, SlipCheck
from cod.models.pos import (
    Binding,
    Collection,
    Hold,
    PosAgreement,
    PosIssue,
    PosTraining,
    Sale,
    Terminal,
    TerminalNonce,
)  # fmt: skip

__all__ = [
    "Account", "BankFile", "BankLine", "Binding", "CodSheet", "CodSheetLine", "Collection", "DriverTotal", "Entry",
    "Hold", "LedgerSeal", "MissingArrival", "PosAgreement", "PosIssue", "PosTraining", "Posting", "Sale", "SlipCheck",
    "SuspenseCase", "Terminal", "TerminalNonce",
]  # fmt: skip
