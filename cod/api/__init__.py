"""The money room's API: the people's side by session, the terminals' side by signed requests."""
