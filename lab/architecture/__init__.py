"""The house looked at from outside: its rooms, its figures, and what in it nobody uses."""
