"""For whoever reads: terminal and browser."""
