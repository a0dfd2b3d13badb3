"""Ten portals over many days, in one process."""
