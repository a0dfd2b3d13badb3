"""Articles that a portal says are gone: believed one by one, and not where it says so of all."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from scrapy.http import Request

from scraper.archive.ledger.addresses import Answer
from scraper.crawl.asked import Asked, first_url
from scraper.crawl.report.report import State
from scraper.portals.model import Portal

# So many articles that are gone, and hardly one that is there, are a portal in trouble; of articles
# that a listing shows and that nobody has had yet, fewer.
_MANY, _MANY_NEW, _HARDLY = 3, 2, 10
# So often in a row it is not believed; then it is.
_TIMES = 5
_THERE: tuple[State, ...] = ("read", "unchanged", "known", "outside")


@dataclass(slots=True)
class _OfPortal:
    portal: Portal
    there: int = 0
    held: list[tuple[str, bool, Answer, int]] = field(default_factory=list)

    @property
    def is_doubted(self) -> bool:
        """Whether all, or nearly all, that was asked for is gone."""
        gone = len(self.held)
        many = _MANY_NEW if all(is_new for _, is_new, _, _ in self.held) else _MANY
        return gone >= many and self.there * _HARDLY <= gone


class Doubts:
    """Grows during a run; what is held is as it was for the archive, should the run be killed."""

    def __init__(self) -> None:
        self._portals: dict[str, _OfPortal] = {}

    def note(self, request: Request, state: State) -> None:
        """An article was settled."""
        asked = Asked.of(request)
        if asked is not None and asked.kind == "article" and state in _THERE:
            self._of(asked).there += 1

    def hold(self, request: Request, answer: Answer, failures: int) -> None:
        """Keeps back that an article is gone; `failures` is how often in a row it was doubted."""
        asked = Asked.of(request)
        assert asked is not None
        self._of(asked).held.append((first_url(request), asked.is_new, answer, failures))

    def decided(self) -> Iterator[tuple[Portal, list[Answer], dict[str, bool]]]:
        """By portal: the answers to enter, and the addresses that are doubted, with whether they
        are new. What has been decided is not held any more."""
        for found in self._portals.values():
            answers, doubted = [], {}
            for url, is_new, answer, failures in found.held:
                if found.is_doubted and failures < _TIMES:
                    reason = f"{answer.reason}, like every article asked for; doubted"
                    answers.append(replace(answer, standing="failed", reason=reason, leads_to=None))
                    doubted[url] = is_new
                else:
                    answers.append(answer)
            yield found.portal, answers, doubted
            found.held = []

    def _of(self, asked: Asked) -> _OfPortal:
        assert asked.portal is not None
        return self._portals.setdefault(asked.portal.name, _OfPortal(asked.portal))
