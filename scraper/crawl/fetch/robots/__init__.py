"""What a portal's robots.txt forbids, and how patient it asks one to be."""
