"""Raw responses as WARC files, and back. Nothing here knows the archive."""

from scraper.captures.check import CaptureProblem, capture_problems
from scraper.captures.exchange import Exchange
from scraper.captures.patch import patch_damage
from scraper.captures.reader import CaptureUnreadable, read_exchange
from scraper.captures.salvage import Salvaged, cut_torn, salvage
from scraper.captures.walk import captures_in
from scraper.captures.writer import CaptureFailed, CaptureWriter

__all__ = [
    "CaptureFailed",
    "CaptureProblem",
    "CaptureUnreadable",
    "CaptureWriter",
    "Exchange",
    "Salvaged",
    "capture_problems",
    "captures_in",
    "cut_torn",
    "patch_damage",
    "read_exchange",
    "salvage",
]
