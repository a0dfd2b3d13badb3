"""What became of every page, and how a run ended."""
