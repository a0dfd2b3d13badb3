"""How much is read of what a portal sends, and how much is kept of an article.

A page of a hundred megabytes costs no more than one of five. The numbers are far above what any
interview or listing has; each is a setting of the same name in capitals.
"""

from dataclasses import asdict, dataclass
from typing import Protocol, Self

from scraper import settings


class _Asked(Protocol):
    def getint(self, name: str, default: int) -> int: ...


@dataclass(frozen=True, slots=True)
class Ceilings:
    """`unpacked_maxsize` is in bytes of a compressed file, `page_maxsize` in bytes of a page that
    is read; `page_maxtags` and `page_maxlinks` count a page's tags, `tag_maxattributes` the
    attributes of one of them; `json_ld_maxsize` is in characters of all JSON-LD of a page.
    `body_maxsize` is in characters; `list_maxsize` are the members of each of an article's lists,
    such as its tags and pictures."""

    unpacked_maxsize: int = settings.UNPACKED_MAXSIZE
    page_maxsize: int = settings.PAGE_MAXSIZE
    page_maxtags: int = settings.PAGE_MAXTAGS
    page_maxlinks: int = settings.PAGE_MAXLINKS
    tag_maxattributes: int = settings.TAG_MAXATTRIBUTES
    json_ld_maxsize: int = settings.JSON_LD_MAXSIZE
    body_maxsize: int = settings.BODY_MAXSIZE
    list_maxsize: int = settings.LIST_MAXSIZE

    @classmethod
    def of(cls, asked: _Asked) -> Self:
        """Those that the settings ask for."""
        return cls(
            **{name: asked.getint(name.upper(), most) for name, most in asdict(cls()).items()}
        )


CEILINGS = Ceilings()
