"""Who is interviewed or quoted."""
