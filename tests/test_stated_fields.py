"""Fields whose place a definition states: what is read there is what a reader sees there."""

from typing import Any

import pytest

from scraper.extraction import extract_article
from scraper.items import RawArticle
from scraper.portal import Portal
from tests.site import article

PICTURES = """
<div class=pictures>
<figure><img src=/a.jpg><figcaption>Wen Rusong at the loom</figcaption></figure>
<figure><img src=/b.jpg></figure>
<figure><img src=/c.jpg><figcaption>The vat behind the house</figcaption></figure>
<p><img src=/d.jpg></p>
</div>
"""
CAPTIONS = {
    "https://g.example/a.jpg": "Wen Rusong at the loom",
    "https://g.example/b.jpg": None,
    "https://g.example/c.jpg": "The vat behind the house",
    "https://g.example/d.jpg": None,
}


def _read(html: str, **stated: Any) -> RawArticle:
    portal = Portal.model_validate({"name": "g", "home": "https://g.example/", **stated})
    return extract_article(html, "https://g.example/1.html", portal)


@pytest.mark.parametrize("selector", [".pictures", ".pictures > *", "img", "//img", "figure, p"])
def test_each_picture_has_its_own_caption(selector: str) -> None:
    html = article(1).replace("</p>", f"</p>{PICTURES}", 1)
    images = _read(html, selectors={"images": selector}).images
    assert {image.url: image.caption for image in images} == CAPTIONS


def test_an_attribute_is_a_picture_without_a_caption() -> None:
    html = article(1).replace("</p>", f"</p>{PICTURES}", 1)
    images = _read(html, selectors={"images": "(//img)[1]/@src"}).images
    assert [(image.url, image.caption) for image in images] == [("https://g.example/a.jpg", None)]
