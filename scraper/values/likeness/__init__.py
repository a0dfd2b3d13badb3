"""Whether two texts, or two addresses, are of one thing."""
