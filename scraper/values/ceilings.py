"""How much is read of what a portal sends, and how much is kept of an article.

A page of a hundred megabytes costs no more than one of five. The numbers are far above what any
interview or listing has; each is a setting of the same name in capitals.
"""

from dataclasses import asdict, dataclass
from typing import Protocol, Self


class _Settings(Protocol):
    def getint(self, name: str, default: int) -> int: ...


@dataclass(frozen=True, slots=True)
class Ceilings:
    """`unpacked_maxsize` is in bytes of a compressed file, `page_maxsize` in bytes of a page that
    is read; `page_maxtags` and `page_maxlinks` count a page's tags, `tag_maxattributes` the
    attributes of one of them; `json_ld_maxsize` is in characters of all JSON-LD of a page.
    `body_maxsize` is in characters; `list_maxsize` are the members of each of an article's lists,
    such as its tags and pictures."""

    unpacked_maxsize: int = 50 * 1024 * 1024
    page_maxsize: int = 5 * 1024 * 1024
    page_maxtags: int = 50_000
    page_maxlinks: int = 10_000
    tag_maxattributes: int = 250
    json_ld_maxsize: int = 1_000_000
    body_maxsize: int = 1_000_000
    list_maxsize: int = 1_000

    @classmethod
    def of(cls, settings: _Settings) -> Self:
        """Those that the settings ask for."""
        return cls(
            **{name: settings.getint(name.upper(), most) for name, most in asdict(cls()).items()}
        )


CEILINGS = Ceilings()
