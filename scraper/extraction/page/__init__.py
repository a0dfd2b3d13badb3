"""HTML to a `Page`: its lines, landmarks, links and data."""
