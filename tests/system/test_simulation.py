"""Portals over some weeks, every kind of trouble striking for a day: nothing of it is left at the
end. `make simulate` runs ten portals over sixty days and prints the table."""

import subprocess
import sys

import pytest

from tests.support import PROJECT
from tests.support.simulation.world import TROUBLES, portals

# Hundreds of crawls: more than the quick suite has time for.
pytestmark = pytest.mark.slow


def test_every_trouble_goes_away_and_leaves_nothing_behind() -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "tests.support.simulation.run", "--portals", "6", "--days", "30"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout


@pytest.mark.parametrize(("count", "days"), [(6, 30), (10, 60)])
def test_every_trouble_befalls_a_portal(count: int, days: int) -> None:
    world = portals(count, days, disturbed=True)
    struck = {trouble for portal in world for trouble in portal.troubles.values()}
    assert struck == set(TROUBLES)
