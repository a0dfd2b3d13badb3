"""A listing page: its articles, its section, its next page."""
