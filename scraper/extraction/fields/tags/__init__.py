"""The tags of an article."""
