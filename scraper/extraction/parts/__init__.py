"""Which part of a page is what."""
