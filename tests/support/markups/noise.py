"""What stands round an interview and is none of it."""

from tests.support.markups.portal import Site
from tests.support.markups.wording import e, join

_HOT_EN = (
    "Port tariffs fall for a third month",
    "Grain exchange opens at night",
    "Tram line 9 returns after the flood",
    "Five harbours to visit before the ice",
    "Why the copper price will not sit still",
)
_HOT_ZH = (
    "港口关税连续第三个月下调",
    "粮食交易所开设夜盘",
    "9路电车在洪水后恢复运行",
    "冰封之前值得一去的五座港口",
    "铜价为何坐不住",
)


def hot_titles(site: Site) -> tuple[str, ...]:
    """Stories of other sections; a listing of interviews does not lead to them."""
    return _HOT_EN if site.language == "en" else _HOT_ZH


def hot_story(site: Site, title: str) -> str:
    """A whole story, so that a crawl that follows a ranking archives what it should not."""
    lines = (
        site.say(
            "The office said on Monday that the change will hold until the spring at least.",
            "主管部门星期一表示，这一变化至少会持续到明年春天。",
        ),
        site.say(
            "Traders at the quay were not surprised; most of them had read the ice reports.",
            "码头上的商人并不意外，他们大多看过冰情通报。",
        ),
    )
    paragraphs = join(f"<p>{line}</p>" for line in lines)
    return f"<h1>{e(title)}</h1><div><span>2020-12-23 08:00</span></div>{paragraphs}"


def advertisement(site: Site, at: int) -> str:
    """A block that somebody has paid for, with a link to another site."""
    words = site.say("Grey blankets at half price - order today", "灰色毛毯半价，今日下单包邮")
    label = site.say("Advertisement", "广告")
    return (
        f'<div class="adv"><small>{label}</small><a href="http://ads.example/click?c={at}" '
        f'rel="sponsored" target="_blank"><img src="http://ads.example/b{at}.gif"><br>{words}</a></div>'
    )


def share_bar(site: Site) -> str:
    """Buttons with counts."""
    names = site.say("Facebook X Email Print", "微信 微博 QQ空间 打印").split()
    buttons = "".join(f'<a href="#" title="{name}">{name}</a>' for name in names)
    return (
        f'<div class="share"><span>{site.say("Share", "分享到")}: </span>{buttons}<b>37</b></div>'
    )


def newsletter(site: Site) -> str:
    """A form that asks for an address."""
    words = site.say(
        "Get the Lantern in your inbox every morning. No spam, unsubscribe at any time.",
        "订阅《市灯早报》，每天清晨送到您的邮箱，随时可以退订。",
    )
    return (
        f'<div class="letter"><h3>{site.say("Newsletter", "订阅早报")}</h3><p>{words}</p>'
        f'<form><input type="email"><button>{site.say("Sign up", "订阅")}</button></form></div>'
    )


def comments(site: Site) -> str:
    """Readers' remarks, each with a name, a time and a count of its own."""
    remarks = (
        ("Otto77", site.say("We need more weavers like this one.", "我们需要更多这样的织工。"), 12),
        ("lina_b", site.say("Who paid for the quay then?", "那么码头是谁出的钱？"), 340),
        ("M. Crow", site.say("First!", "沙发！"), 0),
    )
    items = join(
        f'<div class="cm"><b>{name}</b> <span>2020-12-2{at + 6} 1{at}:0{at}</span><p>{text}</p>'
        f'<a href="#">{site.say("Like", "赞")} ({likes})</a></div>'
        for at, (name, text, likes) in enumerate(remarks)
    )
    heading = site.say("Comments (3)", "网友评论(3)")
    return f'<div id="comments"><h3>{heading}</h3>{items}</div>'


def cookies(site: Site) -> str:
    """The banner before everything."""
    words = site.say(
        "We value your privacy. We and our 412 partners store cookies to measure how you read.",
        "我们重视您的隐私。本站及412家合作伙伴使用Cookie来了解您的阅读习惯。",
    )
    return f'<div class="cookie"><p>{words}</p><button>{site.say("Accept", "同意")}</button></div>'


def footer(site: Site) -> str:
    """Dates and numbers that belong to nothing above."""
    links = "".join(
        f'<a href="/{path}.html">{words}</a>'
        for path, words in (
            ("about", site.say("About", "关于我们")),
            ("contact", site.say("Contact", "联系我们")),
            ("terms", site.say("Terms of use", "使用条款")),
        )
    )
    updated = site.say(
        "Page generated 2021-01-05 09:00:12. 123,456 readers online.",
        "页面生成时间：2021-01-05 09:00:12，在线读者123456人。",
    )
    return f'<div class="foot"><p>{links}</p><p>© 1999-2021</p><p>{updated}</p></div>'
