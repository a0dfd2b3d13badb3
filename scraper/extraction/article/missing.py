"""Pages that say, with status 200, that they are not there: soft 404s."""

import re

from scraper.extraction.vocabulary.phrases import any_of
from scraper.items import RawArticle

# In a title these say it all; a title that goes on is an article about something.
_SAYS_SO = re.compile(rf"^\W*{any_of('notices.missing')}\W*$", re.IGNORECASE)
# What such a page has of text: an apology, and where to go instead.
_LITTLE = 600


def says_missing(article: RawArticle) -> bool:
    """Whether what was read as an article is a "not found" page: its title says so, or its first
    words do, and there is neither a date nor a text to it."""
    if article.published_at is not None or article.views is not None:
        return False
    texts = [block.text for block in article.blocks]
    if sum(map(len, texts)) > _LITTLE:
        return False
    first = article.title or ""
    said = (first, re.split(r"\s+[-|_–—]\s+", first)[0], *texts[:1])
    return any(_SAYS_SO.match(text.strip()) for text in said if text)
