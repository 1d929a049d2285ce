"""Plays the stories of docs/stories and compares what they print."""
