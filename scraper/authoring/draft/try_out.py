"""A draft held against its own saved pages before it is written."""

from collections.abc import Callable, Sequence

from scraper.authoring.check.samples import Sample
from scraper.authoring.check.selftest import check_sample
from scraper.authoring.draft.draft import Draft
from scraper.authoring.draft.selectors import Understand
from scraper.portals.model import Portal

_TABLE = "selectors."


def try_out(
    drafted: Draft, samples_by: Callable[[Portal], Sequence[Sample]], understand: Understand
) -> Sequence[Sample]:
    """Takes the selectors out of a draft that its own self-test would call broken, and says why in
    `left_out`. The samples are returned as the draft then reads them: `samples_by` reads them."""
    while True:
        samples = samples_by(drafted.portal)
        said = {
            one.key.removeprefix(_TABLE).partition(" ")[0]: one.said
            for sample in samples
            for one in check_sample(drafted.portal, sample, understand)
            if one.key.startswith(_TABLE)
        }
        if not said:
            return samples
        chosen = drafted.portal.selectors
        for name, why in said.items():
            drafted.left_out[name] = (getattr(chosen, name), why)
        kept = chosen.model_copy(update=dict.fromkeys(said))
        drafted.portal = drafted.portal.model_copy(update={"selectors": kept})
