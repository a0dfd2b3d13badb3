"""Addresses of a run that led to others: held until it is known what came of those."""

from dataclasses import replace
from typing import Any

from scrapy.http import Request

from scraper.archive.ledger.addresses import Answer, Claim, Standing
from scraper.crawl.report.report import State
from scraper.values.urls import canonical

_FOR_GOOD = (301, 308)
_STATES: dict[Standing, State] = {
    **{"archived": "known", "gone": "gone", "refused": "refused"},
    **{"failed": "failed", "out of scope": "outside", "pending": "failed"},
}


def is_permanent(meta: dict[str, Any]) -> bool:
    """Whether all the redirects of a request or response say that they are for good."""
    reasons: list[object] = meta.get("redirect_reasons", [])
    return bool(reasons) and all(reason in _FOR_GOOD for reason in reasons)


def led_to(request: Request, address: str) -> str | None:
    """The address to which redirects have led from the one that was asked for; None without any."""
    here = canonical(request.url)
    return here if request.meta.get("redirect_urls") and here != address else None


def state_of(standing: Standing) -> State:
    """The state of a page, in the words of a run's report."""
    return _STATES[standing]


class Claims:
    """Kept in memory: of a run that is killed, they are due to the next as they were."""

    def __init__(self) -> None:
        self._held: dict[str, tuple[Claim, Request]] = {}
        self._outcomes: dict[str, tuple[Standing, str | None]] = {}
        # Asked for by themselves, although the page to which they lead has been read.
        self.again: set[str] = set()

    def hold(self, claim: Claim, request: Request) -> None:
        """Has the claim settled later."""
        self._held[claim.url] = (replace(claim, is_last=claim.url in self.again), request)

    def came(self, request: Request, answer: Answer) -> None:
        """Notes what came of the page at the end of a request's way."""
        if answer.standing is not None:
            self._outcomes[canonical(request.url)] = (answer.standing, answer.reason)

    def take(self) -> tuple[dict[str, tuple[Claim, Request]], dict[str, Any]]:
        """The claims by their address, which are held no longer, and all outcomes so far."""
        held, self._held = self._held, {}
        return held, self._outcomes
