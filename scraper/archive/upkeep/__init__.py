"""Verify, mend and copy an archive."""
