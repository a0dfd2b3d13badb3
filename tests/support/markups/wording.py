"""How portals write times and escape text."""

from collections.abc import Iterable
from datetime import datetime
from html import escape as _escape

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def e(text: str) -> str:
    """Text for element content and attributes."""
    return _escape(text, quote=True)


def join(parts: Iterable[str]) -> str:
    """The parts, a line each."""
    return "\n".join(parts)


def slashed(at: datetime) -> str:
    """2020/12/24 9:05:00: the hour is not padded."""
    return f"{at.year}/{at.month}/{at.day} {at.hour}:{at:%M:%S}"


def dashed(at: datetime) -> str:
    """2020-12-24 09:05"""
    return f"{at:%Y-%m-%d %H:%M}"


def day(at: datetime) -> str:
    """2020-12-24"""
    return f"{at:%Y-%m-%d}"


def chinese(at: datetime) -> str:
    """2020年12月24日 9:05"""
    return f"{at.year}年{at.month}月{at.day}日 {at.hour}:{at:%M}"


def american(at: datetime) -> str:
    """December 24, 2020 9:05 AM"""
    half = "AM" if at.hour < 12 else "PM"
    return f"{MONTHS[at.month - 1]} {at.day}, {at.year} {at.hour % 12 or 12}:{at:%M} {half}"


def british(at: datetime) -> str:
    """24 Dec 2020, 09:05"""
    return f"{at.day} {MONTHS[at.month - 1][:3]} {at.year}, {at:%H:%M}"
