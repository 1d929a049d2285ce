"""Addresses of the orders' room, by noun: each module has `pages` and `api`."""
