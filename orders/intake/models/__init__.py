"""Rows of this room, by noun."""

from orders.intake.models.batches import ImportBatch, ImportRow
from orders.intake.models.drafts import DraftRow, HeaderMapping, ImportDraft

__all__ = ["DraftRow", "HeaderMapping", "ImportBatch", "ImportDraft", "ImportRow"]
