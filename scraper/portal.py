"""The name by which scripts of before the rooms import `Portal`; the project itself has no use."""

from scraper.portals.model import Portal

__all__ = ["Portal"]
