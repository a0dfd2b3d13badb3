"""Fields whose place a definition states: what is read there is what a reader sees there."""

from typing import Any

import pytest

from scraper.extraction import extract_article
from scraper.items import RawArticle
from scraper.portals.model import Portal
from tests.support.site import article

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


RELATED = """
<div class=box>{head}
<p><a href=/7.html>Wen Yulan and the price of raw silk</a></p>
<p><a href=/8.html>Her brother, who left the mill for good</a></p>
</div>
"""


@pytest.mark.parametrize(
    "head",
    [
        "<h3>More from the mill</h3>",
        "<p>Related reading:</p>",
        "<p>From our drawer</p>",
        "<p>From our drawer ：</p>",
    ],
)
def test_what_announces_a_stated_list_is_no_section(head: str) -> None:
    html = article(1).replace("</body>", RELATED.format(head=head) + "</body>")
    stated = {"selectors": {"related": ".box"}, "labels": {"related": ["From our drawer:"]}}
    entries = _read(html, **stated).related
    assert [(entry.section, entry.title) for entry in entries] == [
        (None, "Wen Yulan and the price of raw silk"),
        (None, "Her brother, who left the mill for good"),
    ]


@pytest.mark.parametrize("name", ["From our drawer", "From our drawer:", " from our drawer： "])
def test_a_label_of_its_own_is_known_with_its_colon_or_without(name: str) -> None:
    head = "<p>From our drawer:</p>"
    html = article(1).replace("</body>", RELATED.format(head=head) + "</body>")
    assert len(_read(html, labels={"related": [name]}).related) == 2


TEXT = [f"The {n} thing that she said was long, and went on to the end of it." for n in range(6)]


@pytest.mark.parametrize(
    ("selector", "wanted"),
    [
        ("#a", [0, 1, 2]),
        ("#a, #c", [0, 1, 2, 4, 5]),
        (".tx p", [0, 1, 2, 3, 4, 5]),
        ("//div[@id='c']/p | //div[@id='b']/p", [3, 4, 5]),
    ],
)
def test_all_that_is_stated_to_be_the_text_is_in_order(selector: str, wanted: list[int]) -> None:
    parts = {"a": TEXT[:3], "b": TEXT[3:4], "c": TEXT[4:]}
    blocks = "".join(
        f"<div class=tx id={name}>{''.join(f'<p>{text}</p>' for text in texts)}"
        "<img src=/a.jpg><span>A teaser of something else, which is not of the text.</span></div>"
        for name, texts in parts.items()
    )
    html = f"<html><body><h1>Guest of the day</h1><div>2020-12-24</div>{blocks}</body></html>"
    found = _read(html, selectors={"body": selector})
    assert [block.text for block in found.blocks if "teaser" not in block.text] == [
        TEXT[number] for number in wanted
    ]
    assert found.rules["blocks"] == "rule:body"
    assert found.images


@pytest.mark.parametrize("selector", [".topics a", "//p[@class='topics']/a/text()"])
def test_a_stated_tag_has_no_hash_sign(selector: str) -> None:
    tags = "<p class=topics><a href=/t/1>#Salt</a> <a href=/t/2># Mills</a> <a href=/t/3>C#</a></p>"
    html = article(1).replace("</body>", f"{tags}</body>")
    assert _read(html, selectors={"tags": selector}).tags == ["Salt", "Mills", "C#"]


@pytest.mark.parametrize("selector", [".nx a", ".nx"])
def test_a_stated_next_article_keeps_its_teaser(selector: str) -> None:
    link = "<a href=/2.html><h3>Guest 2 talks</h3><p>We met at the mill, and it was cold.</p></a>"
    below = f"<div class=nx><b>Read the next article</b>{link}</div>"
    found = _read(
        article(1).replace("</body>", f"{below}</body>"), selectors={"next_article": selector}
    )
    assert found.next_article is not None
    assert found.next_article.title == "Guest 2 talks"
    assert found.next_article.teaser == "We met at the mill, and it was cold."
    assert found.rules["next_article"] == "rule:next_article"
