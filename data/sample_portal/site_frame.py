"""What every page of the sample portal has round it, and how its pages point at each other."""

import posixpath
import zlib
from collections import Counter
from collections.abc import Sequence
from html import escape
from pathlib import Path
from string import Template

from interviews import Interview

PORTAL = "Bobbin Harbour"
HOT_COUNT = 8
TOPIC_COUNT = 16


def date(interview: Interview) -> str:
    """The day as the portal writes it: 2020/12/24."""
    return f"{interview.date:%Y/%m/%d}"


def time(interview: Interview) -> str:
    """The instant as the portal writes it, its hour not padded: 2020/12/24 9:05:00."""
    return f"{date(interview)} {interview.date.hour}:{interview.date:%M:%S}"


def tag_path(tag: str) -> str:
    """Address of a tag's page: a number that stays when other tags come and go."""
    return f"/tags/{10000 + zlib.crc32(tag.encode()) % 90000}.html"


class Frame:
    """The portal as a whole: its interviews (the newest first), its templates, its side column."""

    def __init__(self, interviews: Sequence[Interview], templates: Path) -> None:
        self.interviews = interviews
        self.templates = {
            file.stem: Template(file.read_text("utf-8")) for file in templates.glob("*.html")
        }
        counted = Counter(tag for one in interviews for tag in one.tags)
        self.tagged = {
            tag: [one for one in interviews if tag in one.tags] for tag in sorted(counted)
        }
        self.hot = sorted(interviews, key=lambda one: -one.views)[:HOT_COUNT]
        self.topics = [tag for tag, _ in counted.most_common(TOPIC_COUNT)]

    @staticmethod
    def link(target: str, page: str) -> str:
        """`target` as seen from `page`, so that the pages work under any address and from disk."""
        return posixpath.relpath(target, posixpath.dirname(page))

    def page(
        self,
        path: str,
        title: str | None,
        main: str,
        *,
        language: str = "en",
        keywords: Sequence[str] = ("textile", "garment", "logistics"),
        description: str = "Interviews from the cloth, clothing and cargo trade.",
    ) -> str:
        """A whole HTML page; `main` is HTML, everything else is text."""
        hot = (
            f'<li><a href="{self.link(one.path, path)}">{escape(one.title)}</a>'
            f"<span>{one.views}</span></li>"
            for one in self.hot
        )
        topics = (
            f'<a href="{self.link(tag_path(tag), path)}">{escape(tag)}</a>' for tag in self.topics
        )
        return self.templates["page"].substitute(
            language=language,
            head_title=escape(f"{title} - {PORTAL}" if title else f"{PORTAL} 梭港网"),
            keywords=escape(",".join(keywords)),
            description=escape(description),
            root=self.link("/", path),
            main=main,
            hot="\n".join(hot),
            topics=" ".join(topics),
        )
