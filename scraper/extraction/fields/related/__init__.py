"""Related reading."""
