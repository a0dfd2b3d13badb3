"""One article stored, and what it was before."""
