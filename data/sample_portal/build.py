"""Makes the sample portal's pages from the interviews in `truth/`.

python build.py           write `site/` and `truth.jsonl`
python build.py --check   say what in them is not what would be written; exit code 1 if anything
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from article_pages import article
from interviews import SECTIONS, load, record
from list_pages import home, listings, topics
from pictures import pixels, png
from site_frame import Frame

HERE = Path(__file__).resolve().parent
ROBOTS = "User-agent: *\nDisallow: /admin/\nDisallow: /search\n"


def pages(frame: Frame) -> Iterator[tuple[str, str]]:
    """Address and text of every page."""
    yield home(frame)
    for folder in SECTIONS:
        yield from listings(frame, folder)
    for interview in frame.interviews:
        yield interview.path, article(frame, interview)
    yield from topics(frame)
    about = frame.templates["about"].substitute(root=".")
    yield "/about.html", frame.page("/about.html", "About us", about)
    closed = (
        '<h2 class="bar">Editors</h2>\n<p>The editors\' desk is open on the house network only.</p>'
    )
    yield "/admin/index.html", frame.page("/admin/index.html", "Editors", closed)
    search = (
        '<h2 class="bar">Search</h2>\n<p>The search is being mended. Please use the topics.</p>'
    )
    yield "/search/index.html", frame.page("/search/index.html", "Search", search)
    yield "/robots.txt", ROBOTS


def made() -> dict[Path, bytes]:
    """Every file of the portal that is made here, with its content."""
    interviews = load(HERE / "truth")
    frame = Frame(interviews, HERE / "templates")
    site = HERE / "site"
    files = {site / path.lstrip("/"): text.encode() for path, text in pages(frame)}
    for file in (HERE / "static").iterdir():
        files[site / "css" / file.name] = file.read_bytes()
    for interview in interviews:
        for address, photo in interview.photos():
            files[site / address.lstrip("/")] = png(photo.scene, address)
    lines = (json.dumps(record(one, interviews), ensure_ascii=False) for one in interviews)
    files[HERE / "truth.jsonl"] = "".join(f"{line}\n" for line in lines).encode()
    return files


def same(file: Path, content: bytes) -> bool:
    """Whether the file holds this content; pictures are compared by what they show."""
    if not file.is_file():
        return False
    held = file.read_bytes()
    if file.suffix == ".png" and held != content:
        return pixels(held) == pixels(content)
    return held == content


def differences(files: dict[Path, bytes]) -> list[str]:
    """What is missing, out of date or left over in `site/` and `truth.jsonl`, a line each."""
    wrong = [
        f"{'out of date' if file.exists() else 'missing'}: {file.relative_to(HERE)}"
        for file, content in files.items()
        if not same(file, content)
    ]
    left = (file for file in (HERE / "site").rglob("*") if file.is_file() and file not in files)
    return wrong + [f"left over: {file.relative_to(HERE)}" for file in left]


def write(files: dict[Path, bytes]) -> int:
    """Write what differs and remove what is left over; how many files that were."""
    changed = [(file, content) for file, content in files.items() if not same(file, content)]
    for file, content in changed:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    old = [one for one in (HERE / "site").rglob("*") if one.is_file() and one not in files]
    for file in old:
        file.unlink()
    return len(changed) + len(old)


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit code."""
    parser = argparse.ArgumentParser(description="Make the sample portal's pages.")
    parser.add_argument("--check", action="store_true", help="change nothing, report differences")
    files = made()
    if parser.parse_args(arguments).check:
        found = differences(files)
        print("\n".join(found) or f"{len(files)} files are as they should be")
        return 1 if found else 0
    print(f"{write(files)} of {len(files)} files changed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
