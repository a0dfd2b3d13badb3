"""Where the captures of an archive are."""

from pathlib import Path

from scrapy.settings import BaseSettings

from scraper.archive.database.address import place_of
from scraper.settings import DATA


def captures_folder(settings: BaseSettings) -> Path:
    """CAPTURES_FOLDER, or `captures` beside the archive's file; data/captures where the archive is
    on a server."""
    if settings.get("CAPTURES_FOLDER"):
        return Path(settings["CAPTURES_FOLDER"]).absolute()
    file = place_of(settings["ARCHIVE_URL"]).file
    return (file.parent if file else DATA) / "captures"
