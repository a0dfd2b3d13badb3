"""Kinds of rows, as queries."""
