"""Every address that a portal showed, and what became of it."""
