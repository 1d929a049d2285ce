"""Change requests as a stranger would bring them: each plants the change and shows what it took."""
