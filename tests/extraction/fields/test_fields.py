"""Title, date, authors, tags and related reading: chosen among what the page shows and states."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.support.reading import ORIGIN, SALT, SPRING, TEXT, TITLE, WATER, page, understood


def data(**more: Any) -> str:
    """The article's JSON-LD."""
    node = {"@context": "https://schema.org", "@type": "NewsArticle", **more}
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


def meta(**contents: str) -> str:
    return "".join(
        f'<meta property="{name.replace("__", ":")}" content="{content}">'
        for name, content in contents.items()
    )


class TestTitle:
    @pytest.mark.parametrize(
        ("title", "tag"),
        [
            (TITLE, f"{TITLE} - Gazette"),
            (TITLE, f"Gazette | {TITLE}"),
            (TITLE, f"{TITLE} – Talks – Gazette"),
            ("Anti-Salt: A Well-Kept Secret", "Anti-Salt: A Well-Kept Secret - Gazette"),
            ("Lin Yue - The Salt Was Hard", "Lin Yue - The Salt Was Hard | Gazette"),
            ("Salt | Water | Patience", "Salt | Water | Patience - Gazette"),
            ("盐：最难的部分——对话林越", "盐：最难的部分——对话林越_访谈_梭港网"),
        ],
    )
    def test_it_is_whole_and_without_the_site_s_name(self, title: str, tag: str) -> None:
        assert understood(page(title=title, tag=tag)).title == title

    def test_it_is_found_where_nothing_is_a_heading(self) -> None:
        html = page(head=meta(og__title=f"{TITLE} | Gazette")).replace("h1", "div")
        assert understood(html).title == TITLE

    def test_a_site_s_logo_in_a_heading_is_none(self) -> None:
        html = page().replace("<div class=nav>", "<h1><a href=/>Gazette</a></h1><div class=nav>")
        assert understood(html).title == TITLE

    def test_a_badge_in_the_heading_is_none_of_it(self) -> None:
        head = meta(og__title="What a mill learnt from salt") + data(headline=TITLE)
        html = page(head=head).replace(f"<h1>{TITLE}", f"<h1><span>Plus</span>{TITLE}")
        assert understood(html).title == TITLE

    def test_it_is_found_where_it_is_only_large(self) -> None:
        html = page(tag="Gazette").replace(
            f"<h1>{TITLE}</h1>", f"<font size=5><b>{TITLE}</b></font>"
        )
        assert understood(html).title == TITLE

    def test_what_stands_before_a_colon_in_all_its_data_stays(self) -> None:
        whole = f"Talk of the year: {TITLE}"
        head = meta(og__title=whole) + data(headline=whole)
        assert understood(page(head=head, tag=f"{whole} - Gazette")).title == whole


class TestDate:
    @pytest.mark.parametrize(
        ("stated", "expected"),
        [
            ("2020-12-24T17:05:31+08:00", "2020-12-24T17:05:31+08:00"),
            ("2020-12-24T09:05:31Z", "2020-12-24T09:05:31+00:00"),
            ("2020-12-24T09:05:31.250-05:00", "2020-12-24T09:05:31-05:00"),
        ],
    )
    def test_a_stated_offset_stays(self, stated: str, expected: str) -> None:
        html = page(head=data(datePublished=stated)).replace("2020-12-24 09:05", "Thursday")
        published = understood(html).published_at
        assert published is not None
        assert published.replace(microsecond=0) == datetime.fromisoformat(expected)

    def test_a_time_without_zone_is_the_portal_s(self) -> None:
        assert understood(page()).published_at == datetime(2020, 12, 24, 9, 5, tzinfo=UTC)

    @pytest.mark.parametrize(
        "name",
        ["article:published_time", "publish-date", "gazette:publication_date", "cms.publishedAt"],
    )
    def test_systems_spell_it_in_many_ways(self, name: str) -> None:
        head = f'<meta name="{name}" content="2020-12-24T08:00:00Z">'
        html = page(head=head).replace("2020-12-24 09:05", "Thursday")
        assert understood(html).published_at == datetime(2020, 12, 24, 8, tzinfo=UTC)

    @pytest.mark.parametrize(
        "shown",
        [
            "<p>Updated 2020-12-27 10:00</p><p>Published 2020-12-24 09:05</p>",
            "<p>Atualizado em 27/12/2020 às 10h00</p><p>Publicado em 24/12/2020 às 09h05</p>",
        ],
    )
    def test_an_update_is_not_the_publication(self, shown: str) -> None:
        html = page().replace("<p class=meta>2020-12-24 09:05</p>", shown)
        assert understood(html).published_at == datetime(2020, 12, 24, 9, 5, tzinfo=UTC)


class TestAuthors:
    @pytest.mark.parametrize(
        ("above", "authors"),
        [
            ("<p>By Zhou Min</p>", ["Zhou Min"]),
            ("<p>By Zhou Min and Anna Berg</p>", ["Zhou Min", "Anna Berg"]),
            ("<p>Von Anna Berg und Jan Michael Marx</p>", ["Anna Berg", "Jan Michael Marx"]),
            (
                "<p>Par Anne Morel, Luc Petit et Zoé Roux</p>",
                ["Anne Morel", "Luc Petit", "Zoé Roux"],
            ),
            ("<p>文/周敏</p>", ["周敏"]),
            ("<p>本报记者 周敏 报道</p>", ["周敏"]),
            ("<div class=byline><span>Zhou Min</span></div>", ["Zhou Min"]),
            ('<p><a rel=author href="/zhou/">Zhou Min</a> Senior Editor</p>', ["Zhou Min"]),
            ('<p><a href="/autor/anna-berg">Anna Berg</a></p>', ["Anna Berg"]),
            ("<p>By admin</p>", []),
            ("<p>By Gazette</p>", []),
            ("<p>Powered by Fine Press</p>", []),
        ],
    )
    def test_a_byline_is_split_into_persons(self, above: str, authors: list[str]) -> None:
        assert understood(page(above=above)).authors == authors

    @pytest.mark.parametrize(
        ("author", "authors"),
        [
            ({"@type": "Person", "name": "Zhou Min"}, ["Zhou Min"]),
            ([{"name": "Zhou Min"}, {"name": "Anna Berg"}], ["Zhou Min", "Anna Berg"]),
            ("Zhou Min, Anna Berg", ["Zhou Min", "Anna Berg"]),
            ({"name": ["Zhou Min", "Anna Berg"]}, ["Zhou Min", "Anna Berg"]),
            ({"name": "dpa/abc"}, ["dpa/abc"]),
            ({"givenName": "Anna", "familyName": "Berg"}, ["Anna Berg"]),
        ],
    )
    def test_data_state_them_in_many_shapes(self, author: Any, authors: list[str]) -> None:
        assert understood(page(head=data(headline=TITLE, author=author))).authors == authors


class TestTags:
    @pytest.mark.parametrize(
        ("below", "tags"),
        [
            ("<p>Tags: Salt, Water, Craft</p>", ["Salt", "Water", "Craft"]),
            ("<p>标签：盐、水、手艺</p>", ["盐", "水", "手艺"]),
            (
                "<p><a rel=tag href=/t/1>Salt</a><a rel=tag href=/t/2>Water</a></p>",
                ["Salt", "Water"],
            ),
            (
                "<ul class=tags><li><a href=/t/1>Salt</a><li><a href=/t/2>Water</a></ul>",
                ["Salt", "Water"],
            ),
            ("<p>#Salt #Water</p>", ["Salt", "Water"]),
            ("", []),
        ],
    )
    def test_they_are_shown_in_many_ways(self, below: str, tags: list[str]) -> None:
        assert understood(page(TEXT + below)).tags == tags

    @pytest.mark.parametrize(
        "below",
        [
            "<p class=tags>Unknown: <a href=/t/1>Salt</a>, <a href=/t/2>Water</a></p>",
            "<p><a rel=tag href=/category/talks/>Talks</a></p>"
            "<p><a rel=tag href=/t/1>Salt</a><a rel=tag href=/t/2>Water</a></p>",
        ],
    )
    def test_labels_and_categories_are_none(self, below: str) -> None:
        assert understood(page(TEXT + below)).tags == ["Salt", "Water"]

    def test_links_to_articles_are_none(self) -> None:
        links = "".join(f"<p><a href=/talks/2020120{n}-103{n}.html>盐与水</a></p>" for n in (1, 2))
        assert understood(page(TEXT + links)).tags == []

    def test_the_title_is_none(self) -> None:
        assert understood(page(head=meta(keywords=TITLE))).tags == []

    def test_words_that_say_what_they_are_are_parted_from_it(self) -> None:
        head = data(headline=TITLE, keywords=["Lite:true", "Tag:Salt", "Tag:Water"])
        assert understood(page(head=head)).tags == ["Salt", "Water"]

    def test_what_the_portal_s_own_head_calls_tags_is_a_menu(self) -> None:
        menu = "".join(
            f"<li><a href=/{name}/>{name}</a></li>" for name in ("Travel", "Food", "Cars")
        )
        html = page(
            f"{TEXT}<ul class=tags><li><a href=/t/1>Salt</a><li><a href=/t/2>Water</a></ul>"
        )
        html = html.replace("<article>", f"<header><ul class=tags>{menu}</ul></header><article>")
        assert understood(html).tags == ["Salt", "Water"]

    def test_the_source_that_others_bear_out_is_taken(self) -> None:
        head = meta(keywords="salt,water,gazette,news,talk") + data(
            headline=TITLE, keywords=["Salt", "Water"]
        )
        assert understood(page(head=head)).tags == ["Salt", "Water"]

    def test_words_of_the_address_and_the_site_s_name_are_none(self) -> None:
        head = data(headline=TITLE, keywords="Salt, Gazette, Water")
        assert understood(page(head=head)).tags == ["Salt", "Water"]


class TestRelated:
    LINKS = (
        (f"{ORIGIN}/talks/20201220-1030.html", "Thirty years at one loom, and no regret"),
        (f"{ORIGIN}/talks/20201218-1029.html", "What ninety days of masks taught a tailor"),
    )

    def entries(self, html: str) -> list[tuple[str | None, str]]:
        return [(entry.url, entry.title) for entry in understood(html).related]

    @pytest.mark.parametrize(
        "label",
        [
            "Related reading",
            "Mehr zum Thema",
            "Lire aussi",
            "Lees ook",
            "関連記事",
            "相关阅读",
            "اقرأ أيضا",
        ],
    )
    def test_a_labelled_list_behind_the_text(self, label: str) -> None:
        items = "".join(f"<li><a href={url}>{title}</a></li>" for url, title in self.LINKS)
        assert self.entries(page(below=f"<h3>{label}</h3><ul>{items}</ul>")) == list(self.LINKS)

    @pytest.mark.parametrize("path", ["/pips/", "/a-year-of-salt/"])
    def test_addresses_of_one_word_are_articles_too(self, path: str) -> None:
        titles = {
            path: "Pips and peels in the year of salt",
            "/how-we-made-it/": "How we made it all",
        }
        items = "".join(f"<li><a href={url}>{title}</a></li>" for url, title in titles.items())
        html = page(below=f"<h3>Related reading</h3><ul>{items}</ul>")
        assert self.entries(html) == [(ORIGIN + url, title) for url, title in titles.items()]

    @pytest.mark.parametrize(
        ("day", "date"),
        [
            ("(5/28)", "2020-05-28T00:00:00+00:00"),
            ("05-28 09:30", "2020-05-28T09:30:00+00:00"),
            ("5月28日", "2020-05-28T00:00:00+00:00"),
            ("Talks | 05-28", "2020-05-28T00:00:00+00:00"),
        ],
    )
    def test_a_day_without_its_year_is_the_last_such_day(self, day: str, date: str) -> None:
        items = "".join(
            f"<li><a href={url}>{title}</a> <span>{day}</span></li>" for url, title in self.LINKS
        )
        html = page(below=f"<h3>Related reading</h3><ul>{items}</ul>")
        for entry in understood(html).related:
            assert entry.published_at == datetime.fromisoformat(date)
            assert entry.section == ("Talks" if "Talks" in day else None)
            assert entry.views is None

    def test_the_open_one_of_two_labels_counts(self) -> None:
        label = "<h4><a href=#>RELATED ARTICLES</a><a href=#>MORE FROM AUTHOR</a></h4>"
        items = "".join(
            f"<div><h3><a href={url}>{title}</a></h3></div>" for url, title in self.LINKS
        )
        assert self.entries(page(below=f"<div>{label}{items}</div>")) == list(self.LINKS)

    def test_links_set_into_the_text(self) -> None:
        (one, first), (two, second) = self.LINKS
        body = (
            f"<p>{SALT}</p><p>Read also: <a href={one}>{first}</a></p><p>{WATER}</p>"
            f"<p><a href={two}>{second}</a></p><p>{SPRING}</p>"
        )
        assert self.entries(page(body)) == list(self.LINKS)

    def test_links_within_sentences_and_menus_are_none(self) -> None:
        (one, first), (two, _) = self.LINKS
        body = f"<p>{SALT}<a href={one}>{first}</a>, as she said. {WATER}</p><p>{SPRING}</p>"
        below = f"<nav><a href={two}>Talks of the week</a> <a href=/news/>News</a></nav>"
        assert self.entries(page(body, below=below)) == []

    def test_a_hot_list_is_none(self) -> None:
        items = "".join(f"<li><a href={url}>{title}</a></li>" for url, title in self.LINKS)
        assert self.entries(page(below=f"<h3>Most read</h3><ol>{items}</ol>")) == []

    @pytest.mark.parametrize(
        ("beside", "section"),
        [
            ("Industry dialogue", "Industry dialogue"),
            ("2 min read", None),
            ("and nobody said a word of it", None),
            ("Gazette", None),
            ("Read also", None),
            ("·", None),
        ],
    )
    def test_what_stands_beside_a_title_may_be_its_section(
        self, beside: str, section: str | None
    ) -> None:
        items = "".join(
            f"<li><a href={url}>{title}</a> <span>{beside}</span></li>" for url, title in self.LINKS
        )
        html = page(below=f"<h3>Related reading</h3><ul>{items}</ul>")
        assert [entry.section for entry in understood(html).related] == [section] * 2


class TestBreadcrumbs:
    @pytest.mark.parametrize("last", [TITLE, "What a mill learnt from salt", f"{TITLE[:12]}…"])
    def test_the_article_itself_is_none(self, last: str) -> None:
        trail = f"<div class=breadcrumb><a href=/>Home</a> › <a href=/t/>Talks</a> › {last}</div>"
        head = meta(og__title="What a mill learnt from salt") + data(headline=TITLE)
        html = page(head=head).replace("<h1>", f"{trail}<h1>")
        assert understood(html).breadcrumbs == ["Home", "Talks"]

    def test_a_trail_of_one_ends_with_its_element(self) -> None:
        trail = (
            "<div><ul class=breadcrumb><li><a href=/t/>Talks</a></ul><span>5/24 09:05</span></div>"
        )
        html = page().replace("<h1>", f"{trail}<h1>")
        article = understood(html)
        assert (article.breadcrumbs, article.section) == (["Talks"], "Talks")
