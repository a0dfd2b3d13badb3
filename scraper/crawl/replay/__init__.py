"""Captures in the place of the network."""
