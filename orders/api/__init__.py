"""The orders' room over the API, by noun."""
