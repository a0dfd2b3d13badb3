"""A definition tried on saved pages."""
