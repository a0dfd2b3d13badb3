"""Listing pages in a few lines each, and what must be read off them."""

from dataclasses import dataclass
from urllib.parse import quote

from scraper.extraction.listing.listing import ListingPage, extract_listing
from scraper.portals.model import Portal

HOST = "https://news.example.org"

EN = (
    "Mei Lindqvist on weaving mills after the flood",
    "Why small dyers refuse bulk orders, by Tomas Aro",
    "A tailor's son rebuilds the harbour market",
    "Cotton, patience and debt: talking to Ines Okafor",
    "The loom maker who will not retire",
    "Export rules changed my family, says Harun Bek",
    "Inside the cooperative that pays in wool",
    "Questions for a button collector",
    "How Lena Voss priced the last silk roll",
    "Night shift at the spinning school",
    "Three sisters and a felt factory",
    "The auditor of invisible seams",
)
ZH = (
    "专访林美华：水灾之后的织造厂",
    "染坊掌柜陶阿若谈为何不接大单",
    "裁缝之子重建港口集市的十年",
    "对话殷奥佳：棉花、耐心与债务",
    "不肯退休的织机匠人",
    "出口新规如何改变了我的家庭",
    "用羊毛发工资的合作社探访记",
    "纽扣收藏家的二十个问题",
    "冯莉娜：最后一卷丝绸的定价",
    "纺纱学校的夜班见闻",
    "三姐妹与一家毛毡厂",
    "看不见的针脚由谁来审计",
)
HOT_EN = (
    "Ten looms that made the news this week",
    "Minister visits the yarn exchange again",
    "Strike at the zipper works enters day nine",
    "What your scarf says about tariffs",
    "Mill owner sells his archive to the city",
)
HOT_ZH = (
    "本周最受瞩目的十台织机",
    "部长再访纱线交易所",
    "拉链厂罢工进入第九天",
    "从围巾看关税的来龙去脉",
    "厂主向市里出售旧档案",
)


@dataclass(frozen=True)
class Case:
    """A page at `url`; `links` are the (path, title) expected, in order."""

    name: str
    url: str
    html: str
    links: list[tuple[str, str]]
    next_page: str | None = None
    section: str | None = None
    dates: list[str | None] | None = None
    rule: str | None = None


def page(body: str, title: str = "", head: str = "") -> str:
    return f"<html><head><title>{title}</title>{head}</head><body>{body}</body></html>"


def numbered(titles: tuple[str, ...], start: int, pattern: str) -> list[tuple[str, str]]:
    """(path, title) pairs: `pattern` has `{n}`, counted down from `start`."""
    return [(pattern.format(n=start - at), title) for at, title in enumerate(titles)]


def items(links: list[tuple[str, str]], template: str, glue: str = "") -> str:
    """The links through a template of `{u}`, `{t}`, `{d}` (a date) and `{n}` (1, 2, ...)."""
    return glue.join(
        template.format(u=u, t=t, n=at + 1, d=f"2020-12-{24 - at:02d}")
        for at, (u, t) in enumerate(links)
    )


def days(links: list[tuple[str, str]]) -> list[str | None]:
    """The dates that `items` shows."""
    return [f"2020-12-{24 - at:02d}" for at in range(len(links))]


def read(case: Case) -> ListingPage:
    portal = Portal.undefined("example", HOST + "/", "Asia/Shanghai")
    if case.rule:
        portal = portal.model_copy(update={"article_url": case.rule})
    return extract_listing(case.html, HOST + case.url, portal)


def outcome(case: Case) -> dict[str, object]:
    """What is read off the page, in the words of the case."""
    found = read(case)
    shown = {
        "links": [(link.url.removeprefix(HOST), link.title) for link in found.links],
        "next_page": found.next_page and found.next_page.removeprefix(HOST),
        "section": found.section,
    }
    return shown | ({"dates": [link.published_at for link in found.links]} if case.dates else {})


def expected(case: Case) -> dict[str, object]:
    """What should be."""
    truth = {
        "links": [(quote(path, safe="/?=&%"), title) for path, title in case.links],
        "next_page": case.next_page,
        "section": case.section,
    }
    return truth | ({"dates": case.dates} if case.dates else {})
