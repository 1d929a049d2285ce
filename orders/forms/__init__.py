"""Forms of the orders' room, by noun."""
