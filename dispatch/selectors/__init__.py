"""What a person may see of the dispatch room."""
