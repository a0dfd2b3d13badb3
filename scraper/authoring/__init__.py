"""For whoever adds a portal: probe, draft and check."""
