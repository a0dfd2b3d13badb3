"""Pages that lead to interviews: home, listings, topics."""

import textwrap
from collections.abc import Iterator, Sequence
from html import escape

from interviews import SECTIONS, Interview
from site_frame import Frame, date, tag_path

PAGE_SIZE = 12
SUMMARY_LENGTH = 150
HOME_SIZE = 6
# What the two sections call the pages before and after.
TURNS = {"interviews": ("Previous page", "Next page"), "dialogue": ("上一页", "下一页")}


def listing_path(folder: str, number: int) -> str:
    """Address of one listing page; pages count from 1."""
    return f"/{folder}/index.html" if number == 1 else f"/{folder}/index_{number}.html"


def summary(interview: Interview) -> str:
    """The start of its text, with an ellipsis where it is cut."""
    lead = interview.lead
    if interview.language == "zh":
        start = lead[: SUMMARY_LENGTH // 2]
    else:
        start = textwrap.shorten(lead, SUMMARY_LENGTH, placeholder="")
    return lead if start == lead else f"{start.rstrip(',.;:，。；：')}…"


def _entry(frame: Frame, interview: Interview, path: str) -> str:
    photos = interview.photos()
    link = frame.link(interview.path, path)
    picture = ""
    if photos and interview.number % 3:
        source = frame.link(photos[0][0], path)
        picture = f'<a href="{link}"><img src="{source}" alt=""></a>'
    return (
        f'<li>{picture}<div><h3><a href="{link}">{escape(interview.title)}</a></h3>'
        f'<span class="date">{date(interview)}</span><p>{escape(summary(interview))}</p></div></li>'
    )


def _turning(frame: Frame, folder: str, here: int, count: int) -> str:
    path = listing_path(folder, here)
    before, after = TURNS[folder]

    def turn(number: int, text: str) -> str:
        return f'<a href="{frame.link(listing_path(folder, number), path)}">{text}</a>'

    numbers = [
        f'<span class="here">{n}</span>' if n == here else turn(n, str(n))
        for n in range(1, count + 1)
    ]
    first = [turn(here - 1, before)] if here > 1 else []
    last = [turn(here + 1, after)] if here < count else []
    return f'<div class="pages">{" ".join(first + numbers + last)}</div>'


def listings(frame: Frame, folder: str) -> Iterator[tuple[str, str]]:
    """Address and page of every listing page of a section, the newest interviews first."""
    shown = [one for one in frame.interviews if one.folder == folder]
    starts = range(0, len(shown), PAGE_SIZE)
    section = escape(SECTIONS[folder])
    for number, start in enumerate(starts, 1):
        path = listing_path(folder, number)
        entries = [_entry(frame, one, path) for one in shown[start : start + PAGE_SIZE]]
        main = "\n".join(
            [
                f'<div class="crumbs"><a href="{frame.link("/index.html", path)}">Home</a> &gt; '
                f"{section} &gt;</div>",
                f'<h2 class="bar">{section}</h2>',
                '<ul class="list">',
                *entries,
                "</ul>",
                _turning(frame, folder, number, len(starts)),
            ]
        )
        yield path, frame.page(path, SECTIONS[folder], main)


def _plain_list(frame: Frame, interviews: Sequence[Interview], path: str) -> str:
    lines = (
        f'<li><a href="{frame.link(one.path, path)}">{escape(one.title)}</a>'
        f"<span>{date(one)}</span></li>"
        for one in interviews
    )
    return '<ul class="plainlist">\n' + "\n".join(lines) + "\n</ul>"


def home(frame: Frame) -> tuple[str, str]:
    """Address and page of the front page."""
    path = "/index.html"
    top = next(one for one in frame.interviews if one.photos())
    picture = frame.link(top.photos()[0][0], path)
    link = frame.link(top.path, path)
    parts = [
        f'<div class="topstory"><a href="{link}"><img src="{picture}" alt=""></a><div><h2>'
        f'<a href="{link}">{escape(top.title)}</a></h2><p>{escape(summary(top))}</p></div></div>'
    ]
    for folder, section in SECTIONS.items():
        shown = [one for one in frame.interviews if one.folder == folder and one is not top]
        more = frame.link(listing_path(folder, 1), path)
        parts += [f'<h2 class="bar">{escape(section)}</h2>', '<ul class="list">']
        parts += [_entry(frame, one, path) for one in shown[:HOME_SIZE]]
        parts += ["</ul>", f'<p class="more"><a href="{more}">All of {escape(section)} »</a></p>']
    return path, frame.page(path, None, "\n".join(parts))


def topics(frame: Frame) -> Iterator[tuple[str, str]]:
    """Address and page of the list of tags and of each tag."""
    path = "/tags/index.html"
    links = (
        f'<li><a href="{frame.link(tag_path(tag), path)}">{escape(tag)}</a> ({len(found)})</li>'
        for tag, found in frame.tagged.items()
    )
    body = '<h2 class="bar">Topics</h2>\n<ul class="plainlist">\n' + "\n".join(links) + "\n</ul>"
    yield path, frame.page(path, "Topics", body)
    for tag, found in frame.tagged.items():
        path = tag_path(tag)
        main = f'<h2 class="bar">Topic: {escape(tag)}</h2>\n{_plain_list(frame, found, path)}'
        yield path, frame.page(path, tag, main)
