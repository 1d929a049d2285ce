"""Pages of the dispatch room."""
