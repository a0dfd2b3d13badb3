"""Questions, answers, who speaks and who is interviewed, in all the ways pages mark them."""

import pytest

from scraper.items import Article
from tests.support.reading import TITLE, page, understood

WARM = "We began in the boiler house because it was warm, and the salt came later with the vats. "
SALT = "我们先从锅炉房开始，因为那里暖和，盐是后来才有的事情，"


def read(body: str, title: str = TITLE, head: str = "", above: str = "") -> Article:
    """The article on a page with this body."""
    return understood(page(body, title, head=head, above=above))


def said(body: str) -> list[tuple[str, str | None]]:
    return [(block.kind, block.speaker) for block in read(body).blocks]


def three(pattern: str) -> str:
    """The pattern three times over, with its number, and an answer that differs."""
    return "".join(pattern.format(n=n, warm=f"{WARM}{n}.", salt=f"{SALT}{n}。") for n in range(3))


UNNAMED = [("question", None), ("answer", None)]
NAMED = [("question", "Gazette"), ("answer", "Lin Yue")]
REPORTER = [("question", "记者"), ("answer", "林越")]
MULLER = [("question", "Zeitung"), ("answer", "Müller")]


@pytest.mark.parametrize(
    ("pattern", "each"),
    [
        ("<p>Q: What came in year {n}?</p><p>A: {warm}</p>", UNNAMED),
        ("<p><b>Q.</b> What came in year {n}?</p><p><b>A.</b> {warm}</p>", UNNAMED),
        (
            "<p>Q: What came in year {n}?</p><p>A: {warm}</p><p>And more. {warm}</p>",
            [*UNNAMED, ("answer", None)],
        ),
        ("<p>Q: What came in year {n}?</p><p>{warm}</p>", UNNAMED),
        ("<p>问：第{n}年做了什么？</p><p>答：{salt}</p>", UNNAMED),
        ("<p>記者：第{n}年做了什麼？</p><p>林越：{salt}</p>", [("question", "記者"), REPORTER[1]]),
        ("<p>记者：第{n}年做了什么？</p><p>林越：{salt}</p>", REPORTER),
        ("　　记者：第{n}年做了什么？<br>　　林越：{salt}<br><br>", REPORTER),
        ("<p>【记者】第{n}年做了什么？</p><p>【林越】{salt}</p>", REPORTER),
        ("<p>Gazette: What came in year {n}?</p><p>Lin Yue: {warm}</p>", NAMED),
        ("<p><b>Gazette</b> What came in year {n}?</p><p><b>Lin Yue</b> {warm}</p>", NAMED),
        ("<p><b>What came in year {n}?</b></p><p>{warm}</p>", UNNAMED),
        ("<p>P. ¿Qué llegó en el año {n}?</p><p>R. {warm}</p>", UNNAMED),
        ("<p><b>P.</b> ¿Qué llegó en el año {n}?</p><p><b>R.</b> {warm}</p>", UNNAMED),
        ("<p>P.- ¿Qué llegó en el año {n}?</p><p>R.- {warm}</p>", UNNAMED),
        ("<p>F: Was kam im Jahr {n}?</p><p>A: {warm}</p>", UNNAMED),
        ("<p>سؤال: ماذا حدث في العام {n}؟</p><p>جواب: {warm}</p>", UNNAMED),
        ("<p>Zeitung: Was kam im Jahr {n}?</p><p>Müller: {warm}</p>", MULLER),
        ("<p>记者：第{n}年做了什么？</p><p>林越（笑）：{salt}</p>", REPORTER),
        ("<p>问：第{n}年做了什么？</p><p>答（停了一下）：{salt}</p>", UNNAMED),
        ("<p>记者问：第{n}年做了什么？</p><p>林 越：{salt}</p>", REPORTER),
        ("<p>Gazette: What came in year {n}?</p><p>Lin Yue (laughs): {warm}</p>", NAMED),
        (
            "<p>《港湾报》：第{n}年做了什么？</p><p>林越：{salt}</p>",
            [("question", "《港湾报》"), REPORTER[1]],
        ),
        ("<p>――第{n}年は何をしましたか。</p><p>{salt}</p>", UNNAMED),
        ("<p><strong>第{n}年は何をしましたか。</strong></p><p>{salt}</p>", UNNAMED),
        ("<p>– What came in year {n}?</p><p>{warm}</p>", UNNAMED),
        ("<p>—¿Qué llegó en el año {n}?</p><p>—{warm}</p>", UNNAMED),
        ("<p><em>What came in year {n}?</em></p><p>{warm}</p>", UNNAMED),
        (
            "<p class=question>Tell us of year {n}, and of salt.</p><p class=answer>{warm}</p>",
            UNNAMED,
        ),
    ],
)
def test_questions_and_answers_are_told_by_what_marks_them(
    pattern: str, each: list[tuple[str, str | None]]
) -> None:
    assert said(three(pattern)) == each * 3


@pytest.mark.parametrize(
    ("pattern", "each"),
    [
        ("<dt>What came in year {n}?</dt><dd>{warm}</dd>", UNNAMED),
        ("<dt>Gazette</dt><dd>What came in year {n}?</dd><dt>Lin Yue</dt><dd>{warm}</dd>", NAMED),
        ("<dt>Gazette:</dt><dd>What came in year {n}?</dd><dt>Lin Yue:</dt><dd>{warm}</dd>", NAMED),
        ("<dt>记者：</dt><dd>第{n}年做了什么？</dd><dt>林越：</dt><dd>{salt}</dd>", REPORTER),
        ("<dt>Why Dye?</dt><dd>{warm}</dd>", UNNAMED),
    ],
)
def test_a_list_of_terms_may_be_a_talk(pattern: str, each: list[tuple[str, str | None]]) -> None:
    found = said(f"<p>{WARM}</p><dl>{three(pattern)}</dl>")
    assert [one for one in found if one[0] != "heading"] == [("paragraph", None), *each * 3]


def test_what_stands_before_the_first_question_is_no_answer() -> None:
    found = said(f"<p>{WARM}</p>" + three("<p>Q: What came in year {n}?</p><p>A: {warm}</p>"))
    assert found == [("paragraph", None), *UNNAMED * 3]


@pytest.mark.parametrize(
    "body",
    [
        f"<p>{WARM}</p><p>Name: Lin Yue</p><p>Age: 45</p><p>Place: Suogang</p><p>{WARM}2</p>",
        f"<p>{WARM}</p><p>Note: add salt.</p><p>{WARM}2</p><p>Tip: stir.</p><p>Note: rest.</p>",
        f"<p>{WARM}</p><p>主持人：林可</p><p>嘉宾：林越</p><p>嘉宾：何明</p><p>{SALT}</p>",
        f"<p>R. Kipling wrote that {WARM}</p><p>D. Smith did not.</p><p>{WARM}2</p>",
        f"<p>Lower Ford: {WARM}</p><p>Upper Ford: is it?</p>"
        f"<p>Lower Ford: {WARM}2</p><p>Upper Ford: {WARM}3</p>",
        f"<p>Monday: {WARM}</p><p>Tuesday: Why?</p><p>Tuesday: Who?</p><p>Monday: {WARM}2</p>"
        f"<p>Tuesday: {WARM}3</p>",
        f"<p>{WARM}</p><p>P: 12 points.</p><p>R: 3 points.</p><p>P: 9 points.</p><p>R: 5.</p>",
        f"<p>- {WARM}</p><p>- Who knew?</p><p>- {WARM}2</p><p>{WARM}3</p><p>{WARM}4</p>",
        f"<p>{WARM}</p><p>Who would pay for it? Nobody knew.</p><p>{WARM}2</p>",
        f"<p><b>{WARM}</b></p><p>{WARM}2</p><p><b>Why</b> it was so, she said: salt.</p>",
    ],
)
def test_texts_with_colons_bold_words_and_questions_are_no_talk(body: str) -> None:
    assert {kind for kind, _ in said(body)} == {"paragraph"}


def test_a_speaker_goes_by_a_shorter_name_later() -> None:
    first = "<p>Gazette: What came first?</p><p>Lin Yue: Salt, and then more salt.</p>"
    later = "<p>Gazette: What came in year {n}?</p><p>Yue: {warm}</p>"
    found = said(f"<p>{WARM}</p>{first}{three(later)}")
    assert found == [
        ("paragraph", None),
        *NAMED,
        *[("question", "Gazette"), ("answer", "Yue")] * 3,
    ]


def test_questions_that_are_set_apart_need_not_all_ask() -> None:
    asked = ["What came?", "Tell us of salt.", "And the vats?", "Describe a day.", "Who paid?"]
    body = "".join(f"<p><b>{one}</b></p><p>{WARM}{n}.</p>" for n, one in enumerate(asked))
    assert said(body) == UNNAMED * 5


def test_the_end_of_a_talk_is_kept_and_what_nobody_says_is_none_of_it() -> None:
    talk = three("<p>问：第{n}年做了什么？</p><p>答：{salt}</p>")
    end = "<p>问：后悔过吗？</p><p>答：从来没有后悔过</p><p>（采访结束后，他请我们喝了茶。）</p>"
    assert said(talk + end) == [*UNNAMED * 4, ("paragraph", None)]


def test_a_list_in_an_answer_does_not_end_it() -> None:
    pattern = (
        "<p>Q: What came in year {n}?</p><p>A: {warm}</p><ul><li>Salt.</li><li>Vats.</li></ul>"
    )
    found = said(three(pattern + "<p>And that was all of it, {warm}</p>"))
    assert found == [*UNNAMED, ("list", None), ("answer", None)] * 3


def test_what_the_head_says_of_the_talk_is_no_part_of_it() -> None:
    head = "<p>受访者：林越（水文站站长）</p><p>采访者：秦牧之（本刊记者）</p>"
    found = said(head + three("<p>问：第{n}年做了什么？</p><p>答：{salt}</p>"))
    assert found[-6:] == UNNAMED * 3
    assert {kind for kind, _ in found[:-6]} <= {"paragraph"}


def test_subheads_of_which_not_all_ask_stay_subheads() -> None:
    asked = three("<h3>What came in year {n}?</h3><p>{warm}</p>")
    kinds = [kind for kind, _ in said(f"{asked}<h3>And then</h3><p>{WARM}</p>")]
    assert kinds == ["heading", "paragraph"] * 4


@pytest.mark.parametrize(
    ("title", "body", "people"),
    [
        (
            "A Conversation With Lin Yue",
            "<p>Lin Yue runs a mill. Lin counts its salt.</p>",
            ["Lin Yue"],
        ),
        (
            "Five Questions To Mill Owner Lin Yue",
            "<p>Lin Yue runs it. Lin said so.</p>",
            ["Lin Yue"],
        ),
        (
            "Interview mit Lin Yue über Salz",
            "<p>Lin Yue hat eine Mühle. Lin Yue zählt.</p>",
            ["Lin Yue"],
        ),
        ("Lin Yue: Salt Was Hard", f"<p>Lin Yue said it again.</p><p>{WARM}</p>", ["Lin Yue"]),
        (
            "Mill Owner Lin Yue: Salt Was Hard",
            f"<p>“Yes,” says Lin Yue.</p><p>{WARM}</p>",
            ["Lin Yue"],
        ),
        (
            "„Salz ist schwer“ – Lin Yue im Gespräch",
            "<p>Lin Yue hat eine Mühle. Lin zählt.</p>",
            ["Lin Yue"],
        ),
        (
            "“Salt Was Hard”: Dyer Lin Yue in conversation",
            "<p>Lin Yue waits for us at the river.</p>",
            ["Lin Yue"],
        ),
        ("강가람 염색장 “소금이 어려웠다”", "<p>강가람 씨는 소금이라고 말했다.</p>", ["강가람"]),
        ("강가람에게 듣는 소금", "<p>강가람 씨가 작업실에 도착한다.</p>", ["강가람"]),
        ("专访林越：盐最难", f"<p>林越说，{SALT}</p>", ["林越"]),
        ("印染厂厂长钟素娥：盐最难", f"<p>钟素娥坐在门口。“{SALT}”她说。</p>", ["钟素娥"]),
        ("对话工程师燕北辰", f"<p>工程师燕北辰表示，{SALT}</p>", ["燕北辰"]),
    ],
)
def test_interviewees_are_named_by_the_title(title: str, body: str, people: list[str]) -> None:
    assert read(body + f"<p>{WARM}{SALT}</p>", title).people == people


@pytest.mark.parametrize(
    ("title", "asker", "answerer", "person"),
    [
        ("Mill Owner Jana Müller On Salt", "Zeitung", "Müller", "Jana Müller"),
        ("گفت‌وگو با مینا رستگار", "خبرنگار", "رستگار", "مینا رستگار"),
    ],
)
def test_who_answers_by_a_surname_is_named_in_full(
    title: str, asker: str, answerer: str, person: str
) -> None:
    talk = three(f"<p>{asker}: What came in year {{n}}?</p><p>{answerer}: {{warm}}</p>")
    assert read(f"<p>{person} – {WARM}</p>{talk}", title).people == [person]


@pytest.mark.parametrize(
    "title", ["专访水文站站长陆文川", "对话陆文川：盐最难", "专访：陆文川与盐"]
)
def test_a_title_and_questions_name_who_answers(title: str) -> None:
    talk = three("<p>问：第{n}年做了什么？</p><p>答：{salt}</p>")
    assert read(f"<p>陆文川在河边等我们。</p>{talk}", title).people == ["陆文川"]


def test_who_is_quoted_with_what_they_are_answers() -> None:
    talk = three("<p>Q: What came in year {n}?</p><p>A: {warm}</p>")
    title = "Lin Yue, dyer of Suogang: “Salt Was Hard”"
    assert read(f"<p>Lin Yue waits at the river.</p>{talk}", title).people == ["Lin Yue"]


def test_interviewees_are_named_by_their_answers() -> None:
    pattern = "<p>Gazette: What came in year {n}?</p><p>Lin Yue: {warm}</p>"
    assert read(three(pattern)).people == ["Lin Yue"]


@pytest.mark.parametrize(
    ("title", "body"),
    [
        (TITLE, f"<p>{WARM}</p>"),
        ("The Gazette's View On Hong Kong: A City Waits", "<p>Hong Kong says no.</p>"),
        ("Hong Kong: Salt Is Dear", f"<p>Hong Kong is far.</p><p>{WARM}</p>"),
        ("Jade River: Salt Is Dear", f"<p>{WARM}</p>"),
        ("Lin Yue: Salt Was Hard", f"<p>{WARM}</p>"),
        ("In The Mill – A Year in conversation", "<p>A Year went by.</p>"),
        ("강가람 염색장 “소금이 어려웠다”", "<p>강가람 씨가 작업실에 도착한다.</p>"),
        ("물안포 소금 “비싸다”", "<p>물안포 씨앗을 심었다고 말했다.</p>"),
        ("对话工程师", f"<p>工程师说，{SALT}</p>"),
        ("对话工程师燕北辰", f"<p>{SALT}</p>"),
        ("对话三位程序员", f"<p>程序员说，{SALT}</p>"),
        ("与黄河的约定：盐最难", f"<p>黄河边的老人都说，{SALT}</p>"),
        ("记者走访高校：盐最难", f"<p>高校负责人表示，{SALT}</p>"),
        ("探访江南古镇：盐最难", f"<p>古镇的居民说，{SALT}</p>"),
        ("Union Ends Talk With Minister Anna Lund", f"<p>Anna Lund left. Lund slept.</p>{WARM}"),
        ("Ten Questions For Mayor Anna Lund", f"<p>Anna Lund is away. Lund slept.</p>{WARM}"),
        ("Anna Lund: Ferry Landing To Close", f"<p>Anna Lund is away. Lund slept.</p>{WARM}"),
    ],
)
def test_nobody_is_named_by_guessing(title: str, body: str) -> None:
    assert read(f"{body}<p>{WARM}{SALT}</p>", title).people == []


def test_who_wrote_it_is_not_interviewed() -> None:
    body = f"<p>Lin Yue said it again.</p><p>{WARM}</p>"
    found = read(body, "Lin Yue: Salt Was Hard", above="<p>By Lin Yue</p>")
    assert (found.authors, found.people) == (["Lin Yue"], [])


def test_the_page_s_data_say_whom_it_is_about() -> None:
    about = '{"@type": "Person", "name": "Lin Yue"}, {"@type": "Thing", "name": "Salt"}'
    data = f'{{"@type": "NewsArticle", "headline": "{TITLE}", "about": [{about}]}}'
    head = f'<script type="application/ld+json">{data}</script>'
    assert read(f"<p>Lin Yue has a mill.</p><p>{WARM}</p>", head=head).people == ["Lin Yue"]
    assert read(f"<p>{WARM}</p>", head=head).people == []
