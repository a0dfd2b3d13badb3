"""Whatever a portal says is text on every page of `scrapy browse`, ours and Datasette's."""

import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest

from scraper.archive import Archive
from scraper.archive.queries.questions import QUESTIONS
from scraper.items import Block, Image, NextArticle, Related
from tests.support.archived import TUESDAY, article, url
from tests.support.browsing import Browser, browsing
from tests.support.crawling import address_of

# Whole processes and whole crawls: more than the quick suite has time for.
pytestmark = pytest.mark.slow

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)><hostile a="',
    "' onmouseover='alert(1)",
    "</title></style></textarea></svg><hostile>",
    "{{ 7 * 7 }}{% raw %}",
    "'; DROP TABLE articles; --",
    '=HYPERLINK("http://evil.example","x")',
    "../../../etc/passwd",
    "javascript:alert(1)",
    "&lt;hostile&gt;",
]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    file = tmp_path_factory.mktemp("hostile") / "a.db"
    with Archive.open(address_of(file)) as archive:
        for number, text in enumerate(HOSTILE, start=1):
            bad = f"{text} {number}"
            link = f"javascript:alert({number})" if number % 2 else f"https://x.example/?{text}"
            hostile = article(
                number,
                title=bad,
                section=bad,
                breadcrumbs=[bad],
                tags=[bad],
                authors=[bad],
                blocks=[
                    *(Block(kind, bad) for kind in ("heading", "paragraph", "quote")),
                    *(Block(kind, f"{bad}\n{bad}") for kind in ("list", "table")),
                ],
                images=[Image(link, bad)],
                related=[Related(1, bad, link, bad), Related(2, bad, url(1), bad)],
                next_article=NextArticle(bad, link, bad),
                language=text if number % 2 else "en",
            )
            archive.save(hostile)
            archive.save(article(number, title=f"{bad} again", fetched_at=TUESDAY, language=text))
            archive.save(hostile)
            archive.reject(article(50 + number, title=bad, section=bad, problems=[bad]))
    with browsing(file) as opened:
        yield opened


def _leads_away(link: str) -> bool:
    return link.startswith("http") and not link.startswith("http://localhost/")


PAGES = [
    "/",
    "/archive",
    "/archive/interviews",
    "/archive/interviews?_words=alert",
    "/archive/interviews?_facet_array=tags",
    *(f"/archive/{table}" for table in ("articles", "tags", "authors", "images", "related")),
    *(f"/archive/{table}" for table in ("next_articles", "revisions", "rejections", "sections")),
    *(f"/archive/{name}" for name in QUESTIONS),
    "/archive?sql=select+*+from+interviews",
    *(f"/-/search?q={quote(text)}" for text in (*HOSTILE, "alert OR script")),
    *(f"/-/search?q=a&section={quote(text)}&tag={quote(text)}" for text in HOSTILE[:4]),
    *(f"/archive/interviews?_tag={quote(text)}" for text in HOSTILE[:4]),
    *(f"/-/article/{number}" for number in range(1, len(HOSTILE) + 1)),
    *(f"/-/article/{number}?revision=1" for number in range(1, len(HOSTILE) + 1)),
    "/archive/articles/1",
    f"/archive/{quote(HOSTILE[0], '')}",
]


@pytest.mark.parametrize("path", PAGES)
def test_what_a_portal_said_is_text(hostile: Browser, path: str) -> None:
    page = hostile.get(path)
    assert page.status in {200, 302, 404}
    for element in page.tree.iter() if page.text else ():
        if not isinstance(element.tag, str):
            continue
        assert element.tag not in {"hostile", "img", "iframe"}
        assert not [name for name in element.attrib if name.startswith("on")]
        assert "alert(1)" not in (element.text or "") or element.tag != "script"
        for name in ("href", "src", "action"):
            address = (element.get(name) or "").strip().lower()
            assert not address.startswith(("javascript:", "data:", "vbscript:"))
        if element.tag == "a" and _leads_away(element.get("href", "")):
            assert element.get("rel") == "noopener noreferrer"


@pytest.mark.parametrize(("number", "text"), list(enumerate(HOSTILE, start=1)))
def test_what_a_portal_said_is_shown_as_it_is(hostile: Browser, number: int, text: str) -> None:
    def squeezed(it: str) -> str:
        return re.sub(r"\s+", " ", it)

    page = hostile.get(f"/-/article/{number}")
    assert page.tree.findtext(".//h1") == f"{text} {number}"
    assert squeezed(page.seen).count(squeezed(f"{text} {number}")) >= 10
    table = hostile.get("/archive/interviews?_col=id&_col=title")
    assert squeezed(f"{text} {number}") in squeezed(table.seen)
