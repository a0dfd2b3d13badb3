"""Invented articles to search in, each under a short name."""

from datetime import datetime, timedelta

from scraper.archive import Archive
from scraper.items import Article, Block, Image
from tests.support.archived import MONDAY, SHANGHAI

_FIRST = datetime(2021, 1, 4, 9, 30, tzinfo=SHANGHAI)

# Name: title, paragraphs, tags, captions.
TEXTS: dict[str, tuple[str, list[str], list[str], list[str]]] = {
    "loom": (
        "Lin Wei: The Loom Mender Of Quiet Street",
        [
            "Lin Wei repairs looms. A loom forgives nothing, she says.",
            "The café next door is hers.",
        ],
        ["Craft", "Weaving"],
        ["Lin Wei at her bench"],
    ),
    "silk": (
        "Silk, Salt And Patience",
        [
            "Anna Brezna dyes silk. Her uncle had a loom in the attic.",
            "C++ was her first trade, and a-b her first joke: don't ask.",
        ],
        ["Dyeing", "Craft"],
        [],
    ),
    "duty": (
        "王瑞和：企业的社会责任",
        [
            "王瑞和在采访中说，公益不是口号。企业家精神来自大学时代。",
            "他的工厂在河边，工人每天带着茶去上班。",
        ],
        ["企业", "社会责任"],
        ["王瑞和在办公室"],
    ),
    "tea": (
        "茶人陈雨：一杯茶里的耐心",
        ["陈雨种茶，制茶，也卖茶。茶要慢慢泡。", "她学过八年的药材。"],
        ["茶", "工艺"],
        ["雨后的茶园"],
    ),
    "notes": (
        "织机师傅韩冬的采访手记",
        ["采访是在车间里做的。采访的时候，织机没有停。", "采访三次，他才开口。"],
        ["工艺"],
        ["韩冬和他的学徒"],
    ),
    "dyer": (
        "專訪葉廣：傳統工藝的明天",
        ["葉廣談台灣的染布坊，服務鄉里，學而不厭。然後他笑了。"],
        ["傳統", "利他"],
        ["葉廣與女兒"],
    ),
    "kyoto": (
        "織物職人へのインタビュー",
        ["京都の工房で、職人は静かに話した。糸はｶﾞﾗｽのように細い。"],
        ["ものづくり"],
        ["工房の窓"],
    ),
    "seoul": (
        "장인 김하늘 인터뷰",
        ["한국의 직조 장인을 만났다. 그는 대학교에서 배웠다고 말했다."],
        ["장인정신"],
        [],
    ),
    "mixed": (
        "Wang Ruihe 王瑞和 On Altruism",
        ["The founder 王瑞和 speaks about the 5G时代 and his ESG报告. It is no slogan."],
        ["Altruism", "利他"],
        [],
    ),
    "wide": (
        "ＡＢＣ　Ｐｒｏｊｅｃｔ：全角字符",
        ["２０２０年的１２月，ＡＢＣ项目启动。费用为①千元。"],
        ["项目"],
        [],
    ),
    "border": (
        "对面的银行",
        ["他爱中国。人民银行在对面，门口有一棵树。", "采，访，两个字写在墙上。"],
        ["城市", "生活"],
        ["门口的树"],
    ),
    "naive": (
        "Élodie Ångström Weaves Naïve Patterns",
        ["Behind the façade in Łódź she keeps nine øre coins. Her street is Grüne Straße."],
        ["Weaving", "Europe"],
        ["Élodie in her window"],
    ),
    "hostile": (
        "<script>alert('x')</script> NEAR(the end) AND MORE",
        ["SELECT url FROM articles; DROP TABLE tags;-- title: nothing \\ %s ${HOME} \0 end"],
        ["'; DELETE FROM tags; --"],
        ["=cmd|' /C calc'!A0"],
    ),
    "gold": (
        "A Thread Of Gold 🧵",
        ["Gold thread, a needle and good light. The interview was short."],
        ["Embroidery"],
        ["The needle"],
    ),
    "asking": (
        "An Interview About Interviews",
        ["Every interview begins before the interview. This interview did."],
        ["Interviews"],
        [],
    ),
    "cloth": ("人与布", ["一个人，一匹布。布是人织的。"], ["布"], []),
}


def article_named(name: str) -> Article:
    """The article; each is a day younger than the one before."""
    title, paragraphs, tags, captions = TEXTS[name]
    place = list(TEXTS).index(name)
    return Article(
        url=f"https://portal.example/{name}",
        portal="sample" if place % 2 else "other",
        title=title,
        published_at=_FIRST + timedelta(days=place),
        section="Celebrity interviews" if place % 3 else "Dialogue",
        tags=tags,
        blocks=[Block("paragraph", text) for text in paragraphs],
        images=[Image(f"https://portal.example/{n}.jpg", text) for n, text in enumerate(captions)],
        fetched_at=MONDAY,
    )


def fill(archive: Archive) -> None:
    """Stores all of them."""
    for name in TEXTS:
        archive.save(article_named(name))
