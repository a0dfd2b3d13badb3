"""How a portal fares, as a line for a person."""

from scraper.archive.queries.portals import PortalStanding


def said_of(one: PortalStanding) -> str:
    """What is wrong with a portal, since when, how often, and when it was good."""
    if one.bad_since is None:
        return f"{one.portal}: good on {one.last_run_at:%Y-%m-%d}"
    times = "once" if one.bad_runs == 1 else f"{one.bad_runs:,} runs in a row"
    good = f"{one.last_good_at:%Y-%m-%d}" if one.last_good_at else "never"
    return (
        f"{one.portal}: {one.reason}; bad since {one.bad_since:%Y-%m-%d}, {times},"
        f" last good run: {good}"
    )
