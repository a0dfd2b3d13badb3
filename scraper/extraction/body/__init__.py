"""The text of an article as blocks."""
