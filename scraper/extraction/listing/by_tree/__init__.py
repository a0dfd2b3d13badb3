"""A listing read by its tree of elements."""
