"""The orders' pages, by noun."""
