"""A listing read by the lines that a reader sees."""
