"""Dates as pages show them: where one stands in a text, and what moment it means."""

from scraper.values.dates.finding import DateFound, find_date, find_dates, may_hold_date
from scraper.values.dates.parsing import parse_date

__all__ = ["DateFound", "find_date", "find_dates", "may_hold_date", "parse_date"]
