"""Whether, how fast and how a page is asked for."""
