"""Rows of this room, by noun."""

__all__ = []
