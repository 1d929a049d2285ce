"""Rows of the orders' room, by noun."""

from orders.models.arrival import AcceptanceLine, Arrival
from orders.models.drafts import DraftRow, HeaderMapping, ImportDraft
from orders.models.exceptions import ExceptionCase, Instruction
from orders.models.feedback import FeedbackExport, FeedbackLine
from orders.models.goods import CustodyMovement, Document, GoodsItem, GoodsPart
from orders.models.intake import ImportBatch, ImportRow
from orders.models.order import Client, Order, Outcome, OutcomeSigner, Reason, Recipient, ServiceZone
from orders.models.standard import DamageStandard
from orders.models.steps import AreaMove, NextStep
from orders.models.surplus import SurplusItem
from orders.models.zones import RememberedStreet, TownRule, ZoneQuestion

__all__ = [
    "AcceptanceLine", "AreaMove", "Arrival", "Client", "CustodyMovement", "DamageStandard", "Document", "DraftRow",
    "ExceptionCase", "FeedbackExport", "FeedbackLine", "GoodsItem", "GoodsPart", "HeaderMapping", "ImportBatch",
    "ImportDraft", "ImportRow", "Instruction", "NextStep", "Order", "Outcome", "OutcomeSigner", "Reason", "Recipient",
    "RememberedStreet", "ServiceZone", "SurplusItem", "TownRule", "ZoneQuestion",
]  # fmt: skip
