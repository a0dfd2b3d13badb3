"""How often an article was read: told from the other numbers at its title."""

import pytest

from tests.support.reading import TEXT, page, understood

STAMP = "<p class=meta>2020-12-24 09:05</p>"


def views_beside(shown: str) -> int | None:
    """The views of a page that shows this in a line of its own under its date."""
    return understood(page(above=f"<p>{shown}</p>")).views


def views_at_date(meta: str) -> int | None:
    """The views of a page whose line of the date is this one."""
    return understood(page().replace(STAMP, meta)).views


@pytest.mark.parametrize(
    ("shown", "views"),
    [
        ("阅读 2", 2),
        ("1.2万阅读", 12000),
        ("28人阅读", 28),
        ("Views: 1,234", 1234),
        ("read 33 times", 33),
        ("评论 5 浏览 4871", 4871),
        ("评论 5　浏览 4871 点赞 12", 4871),
        ("评论 5 浏览 4871 收藏", 4871),
        ("评论：5 浏览：4871", 4871),
        ("Comments 5 Views 120", 120),
        ("字数 1205 阅读 4871", 4871),
        ("호수 1482 조회수 957", 957),
        ("128 reads 5 comments", 128),
        ("128 阅读 5 评论", 128),
        ("梭港网 128 阅读 5 评论", 128),
    ],
)
def test_the_number_is_the_one_that_its_word_stands_by(shown: str, views: int) -> None:
    assert views_beside(shown) == views


@pytest.mark.parametrize(
    "shown",
    [
        *("Interviews (21)", "Reviews (5)", "Interviews 7", "12 reviews", "Overviews: 5"),
        *("Read 5 min", "قراءة 5 دقائق", "阅读 5 分钟"),
    ],
)
def test_a_word_that_ends_like_one_for_views_counts_none(shown: str) -> None:
    assert views_beside(shown) is None
    assert understood(page(TEXT + f"<p>{shown}</p>")).views is None


@pytest.mark.parametrize(
    ("shown", "views"),
    [
        ("المشاهدات: ٢٤٬٤٠٧", 24407),
        ("عدد المشاهدات: 1234", 1234),
        ("1234 مشاهدة", 1234),
        ("٣٠١ قراءة", 301),
        ("بازدید: ۱٬۲۳۴", 1234),
        ("1,234 צפיות", 1234),
        ("เข้าชม 1,234 ครั้ง", 1234),
        ("1,234 ครั้ง", 1234),
        ("१,२३४ बार देखा गया", 1234),
        ("1,234 व्यूज", 1234),
        ("1.234 lượt xem", 1234),
        ("Προβολές: 1.234", 1234),
        ("1.234 görüntülenme", 1234),
        ("Okunma: 1234", 1234),
        ("Dilihat 1.234 kali", 1234),
        ("1234 kali dibaca", 1234),
        ("1234 visualizzazioni", 1234),
        ("1 234 wyświetleń", 1234),
        ("Zobrazení: 1234", 1234),
        ("1234 megtekintés", 1234),
        ("1.234 vizualizări", 1234),
        ("1.234 keer gelezen", 1234),
        ("1 234 visningar", 1234),
        ("1 234 visninger", 1234),
        ("17\u202f963 lectures", 17963),
        ("1.234 leituras", 1234),
        ("1234 mal gelesen", 1234),
        ("Klicks: 1234", 1234),
        ("Läst 1 234 gånger", 1234),
        ("Vist 1234 ganger", 1234),
        ("1 234 katselukertaa", 1234),
        ("Luettu 1234 kertaa", 1234),
        ("Прочитано: 1234", 1234),
        ("Αναγνώσεις: 1.234", 1234),
        ("Citit de 1234 ori", 1234),
        ("Olvasva: 1234", 1234),
        ("1234 pregleda", 1234),
        ("1,234回閲覧", 1234),
        ("1234 перегляди", 1234),
        ("Просмотров: 12 345", 12345),
    ],
)
def test_words_for_views_in_many_languages(shown: str, views: int) -> None:
    assert views_beside(shown) == views


@pytest.mark.parametrize(
    ("meta", "views"),
    [
        ("<p>2020-12-24 09:05 118</p>", 118),
        ("<p>2020-12-24 09:05</p><p>118</p>", 118),
        ("<p>2020-12-24 09:05 ٢٤٬٤٠٧</p>", 24407),
        ("<p>2020-12-24 09:05 <span>19\u00a0814</span> <i>Ed.: Lin</i></p>", 19814),
        ("<p>2020-12-24 09:05</p><p>19\u202f814</p>", 19814),
        ("<p>2020-12-24 09:05 <span>2</span> <span>133</span></p>", 2),
        (
            "<p>2020-12-24 09:05 <i>7</i> <span title='Просмотры'><svg></svg>19 814</span></p>",
            19814,
        ),
        ("<p>2020-12-24 09:05 <i>7</i> <span title='Комментарии'>814</span></p>", 7),
        ("<p>Published March 4, 2026 · Updated March 5, 2026</p>", None),
        ("<p>Published: March 4, 2026 9:10 am | Last updated: March 6, 2026 10:00 am</p>", None),
        (
            "<p><time class=published datetime=2026-03-04T09:10:00Z>March 4, 2026</time>"
            "<time class=updated datetime=2026-03-05T09:10:00Z>March 5, 2026</time></p>",
            None,
        ),
        ("<p>4. März 2026, aktualisiert am 5. März 2026</p>", None),
        ("<p>2026-03-04 09:10</p><p>March 5, 2026</p>", None),
        ("<p>2026-03-04 09:10 <a href=#comments>118</a></p>", None),
        ("<p>2026-03-04 09:10</p><p><a href=#comments>118</a></p>", None),
        ("<p>2026-03-04 09:10 <span class=comment-count>118</span></p>", None),
        ("<p>2026-03-04 09:10 <span class=replies><b>118</b></span></p>", None),
        ("<p>2026-03-04 09:10 <i class=icon-comment></i> 118</p>", None),
        ("<p>2026-03-04 09:10 <span class=post_tie>118</span></p>", None),
        ("<p>2026-03-04 09:10 <span class=reply>3</span> <span class=eye>118</span></p>", 118),
    ],
)
def test_a_bare_number_after_the_date(meta: str, views: int | None) -> None:
    assert views_at_date(meta) == views


@pytest.mark.parametrize(
    "title", ["10 reads for a long winter", "Le 10 letture di un inverno", "5 visitas a la salina"]
)
def test_a_title_counts_nothing(title: str) -> None:
    assert understood(page(title=title)).views is None
