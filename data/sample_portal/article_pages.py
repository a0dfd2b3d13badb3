"""The page of one interview."""

from html import escape

from interviews import Interview, Piece, following, related, teaser, views_when_listed
from list_pages import summary
from site_frame import Frame, tag_path, time

SIZE = 'width="480" height="300"'


def _piece(interview: Interview, piece: Piece) -> str:
    text = escape(piece.text, quote=False)
    if piece.kind == "heading":
        level = "h2" if interview.number % 2 else "h3"
        return f"<{level}>{text}</{level}>"
    if piece.kind == "quote":
        return f"<blockquote><p>{text}</p></blockquote>"
    if piece.kind == "question":
        return f"<p><strong>{text}</strong></p>"
    return f"<p>{text}</p>"


def _photo(frame: Frame, interview: Interview, address: str, photo: Piece) -> str:
    source = frame.link(address, interview.path)
    return (
        f'<div class="picbox"><img src="{source}" {SIZE} alt="{escape(interview.title)}">'
        f"<p>{escape(photo.text)}</p></div>"
    )


def _body(frame: Frame, interview: Interview) -> str:
    photos = iter(interview.photos())
    return "\n".join(
        _photo(frame, interview, *next(photos))
        if piece.kind == "photo"
        else _piece(interview, piece)
        for piece in interview.pieces
    )


def _related(frame: Frame, interview: Interview) -> str:
    return "\n".join(
        f'<li><a href="{frame.link(one.path, interview.path)}">{escape(one.title)}</a>'
        f'<div class="meta"><span>{one.section}</span> <i>|</i> <span>{time(one)}</span> '
        f"<span>{views_when_listed(one, interview)}</span></div></li>"
        for one in related(interview, frame.interviews)
    )


def article(frame: Frame, interview: Interview) -> str:
    """The HTML of its page."""
    path = interview.path
    after = following(interview, frame.interviews)
    tags = "".join(
        f'<a href="{frame.link(tag_path(tag), path)}">{escape(tag)}</a>' for tag in interview.tags
    )
    main = frame.templates["article"].substitute(
        root=frame.link("/", path),
        folder=interview.folder,
        section=interview.section,
        title=escape(interview.title),
        time=time(interview),
        views=interview.views,
        tags=tags,
        body=_body(frame, interview),
        related=_related(frame, interview),
        next_url=frame.link(after.path, path),
        next_title=escape(after.title),
        next_teaser=escape(teaser(after)),
    )
    return frame.page(
        path,
        interview.title,
        main.rstrip("\n"),
        language=interview.language,
        keywords=interview.tags,
        description=summary(interview),
    )
