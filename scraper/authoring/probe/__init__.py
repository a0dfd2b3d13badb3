"""One page fetched or read, and what is found on it."""
