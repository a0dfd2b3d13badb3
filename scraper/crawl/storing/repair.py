"""`scrapy verify --repair`: mends what can be mended. Nothing that could be read is thrown away."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from scraper.archive import Archive
from scraper.archive.rescue import damage_of, recover
from scraper.crawl.storing.salvage import mend_captures, salvage_captures


def repair(address: str, captures: Path, now: datetime) -> Iterator[str]:
    """Mends the archive at the address and its captures; each thing that was done, as it is done.

    ArchiveBusy while a run is on.
    """
    if damage_of(address):
        yield recover(address)
    with Archive.open(address, create=False) as archive:
        unlock = archive.lock()
        try:
            yield from archive.mend(now)
            salvaged, missing = salvage_captures(archive, captures)
            yield from (f"captures: {found}" for found in salvaged)
            if missing:
                yield f"captures: {missing:,} entered that the archive had not known of"
            yield from (f"captures: {done}" for done in mend_captures(archive, captures, now))
        finally:
            unlock()
