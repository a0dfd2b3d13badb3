"""Section before title in the related reading, and the next interview before all of it.

A caption is small text in a paragraph after its photo; photos and photographers have their own
lines; subheads are <h3>. Japanese in Shift_JIS shows the same besides English and Chinese.
"""

from dataclasses import dataclass, replace

from scraper.items import Block
from tests.support.markups.portal import Markup, Shows, Site
from tests.support.markups.truth import Interview, Picture
from tests.support.markups.wording import british, chinese, e, join


@dataclass(frozen=True)
class SectionFirst(Markup):
    def article_path(self, site: Site, one: Interview) -> str:
        return f"/articles/{('faces', 'makers')[one.section]}-{one.number:05d}"

    def listing_path(self, site: Site, section: int, page: int) -> str:
        path = f"/sections/{('faces', 'makers')[section]}"
        return path + (f"/{page}" if page > 1 else "")

    def picture_path(self, site: Site, one: Interview, name: str) -> str:
        return f"/photos/{name}.jpg?v=3"

    def listing(self, site: Site, section: int, page: int, shown: list[Interview]) -> str:
        rows = join(
            f'<tr><td><time>{self._time(site, one)}</time></td><th scope="row">'
            f'<a href="{self.article_path(site, one)}">{e(one.title)}</a></th></tr>'
            for one in shown
        )
        last = len(site.pages(section))
        links = "".join(
            f'<li><a href="{self.listing_path(site, section, to)}">{words}</a></li>'
            for to, words in (
                (page - 1, site.say("« Previous page", "« 上一页", ja="« 前のページ")),
                (page + 1, site.say("Next page »", "下一页 »", ja="次のページ »")),
            )
            if 1 <= to <= last
        )
        name = site.bank.sections[section]
        return self._page(site, name, f"<h2>{name}</h2><table>{rows}</table><ul>{links}</ul>")

    def article(self, site: Site, one: Interview) -> str:
        views = site.say(
            f"{one.views:,} views", f"{one.views:,} 次阅读", ja=f"閲覧数 {one.views:,}"
        )
        tags = "".join(f'<a href="/topics/{at}">{e(tag)}</a> ' for at, tag in enumerate(one.tags))
        author = site.say(
            f"Interview by {e(one.author)}", f"采访：{e(one.author)}", ja=f"聞き手：{e(one.author)}"
        )
        section = site.bank.sections[one.section]
        main = f"""<p class="trail"><a href="/">{site.bank.home}</a> |
<a href="{self.listing_path(site, one.section, 1)}">{section}</a></p>
<h2>{e(one.title)}</h2>
<p class="small">{author}</p>
<p class="small">{self._time(site, one)}, {views}</p>
<div class="col">
{join(self._part(site, one, part) for part in one.flow())}
</div>
<p class="small">{site.say("Filed under:", "归档：", ja="キーワード：")} {tags}</p>
{self._following(site, one)}
<h3>{site.say("Related articles", "相关文章", ja="関連記事")}</h3>
<table>{join(self._entry(site, one, at) for at in range(len(one.related)))}</table>"""
        return self._page(site, one.title, main)

    def _part(self, site: Site, one: Interview, part: Block | Picture) -> str:
        if isinstance(part, Picture):
            source = self.picture_path(site, one, part.name)
            image = f'<img src="{source}" alt="photo" width="800" />'
            return image + (f'\n<p class="small">{e(part.caption)}</p>' if part.caption else "")
        text = e(part.text)
        if part.kind == "heading":
            return f"<h3>{text}</h3>"
        if part.kind == "quote":
            return f"<blockquote><div>{text}</div></blockquote>"
        if part.kind == "list":
            return (
                "<ul>" + "".join(f"<li><p>{line}</p></li>" for line in text.split("\n")) + "</ul>"
            )
        return f"<p>{_dressed(text)}</p>"

    def _entry(self, site: Site, one: Interview, at: int) -> str:
        mention = one.related[at]
        target = site.interview(mention.number)
        return (
            f'<tr><td><a href="{self.listing_path(site, target.section, 1)}">'
            f"{site.bank.sections[target.section]}</a></td>"
            f'<td><a href="{self.article_path(site, target)}">{e(target.title)}</a></td>'
            f"<td>{self._time(site, target)}</td><td>{mention.views:,}</td></tr>"
        )

    def _following(self, site: Site, one: Interview) -> str:
        if one.following is None:
            return ""
        target = self.article_path(site, site.interview(one.following.number))
        label = site.say("Next article", "下一篇", ja="次の記事")
        return f"""<h3>{label}</h3>
<p><a href="{target}">{e(one.following.title)}</a></p>
<p class="small">{e(one.following.teaser)}</p>"""

    def _time(self, site: Site, one: Interview) -> str:
        at = one.published
        return british(at) if site.language == "en" else chinese(at)

    def _page(self, site: Site, title: str, main: str) -> str:
        name = site.say("The Loom Quarterly", "织机季刊", ja="織機季報")
        menu = "".join(
            f'<li><a href="{self.listing_path(site, at, 1)}">{section}</a></li>'
            for at, section in enumerate(site.bank.sections)
        )
        return f"""<!DOCTYPE html>
<html><head><meta http-equiv="Content-Type" content="text/html; charset={self._charset(site)}">
<title>{e(title)} « {name}</title></head>
<body><h1><a href="/">{name}</a></h1><ul>{menu}<li><a href="/shop">{
            site.say("Shop", "商店", ja="売店")
        }</a></li></ul>
<div>{main}</div>
<address>{name}, 1 Mill Lane. <a href="mailto:desk@loom.example">desk@loom.example</a></address>
</body></html>"""

    def _charset(self, site: Site) -> str:
        return self.encoding


def _dressed(text: str) -> str:
    """With emphasis and a link inside the running text, as editors set them."""
    words = text.split(" ")
    if len(words) < 12:
        return text
    words[2] = f"<em>{words[2]}</em>"
    words[6] = f'<a href="/topics/word">{words[6]}</a>'
    words[9] = f"<strong>{words[9]}</strong>"
    return " ".join(words)


SECTION_FIRST = SectionFirst(name="section-first", shows=Shows(author=True))
SECTION_FIRST_JA = replace(
    SECTION_FIRST,
    name="section-first-sjis",
    languages=("ja",),
    encoding="shift_jis",
    content_type="text/html",
)
