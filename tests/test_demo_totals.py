"""The totals of the demonstration, counted a second time by other code, and as large as a programme of that size should be."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pytest
from reachcount import totals

from api.reach.kept import folded
from graph import connect
from graph.clock import SystemClock
from graph.reach import Reach, Rules, history
from graph.reach.clusters import cluster_states
from graph.reach.slices import By, sliced
from matcher.index.columns import columns
from seeds.demo import invented
from seeds.taxonomies import taxonomies

TODAY = date(2026, 11, 24)
DAYS = [TODAY, TODAY - timedelta(days=200), TODAY - timedelta(days=500)]


@dataclass(frozen=True, slots=True)
class Written:
    """The invented programme in a file, and reach as the product folds it."""

    file: Path
    reach: Reach

    def counted(self, day: date) -> pd.DataFrame:
        """What `totals` counts, by the product."""
        known = self.reach.as_of(day)
        found = sliced(known.units, known.tiers, day, By.CLUSTER)
        return pd.DataFrame([(one.reached.high, one.benefited.high, one.supported.high) for one in found], [one.value for one in found], ["R1", "R2", "R3"])


def written(file: Path, scale: int) -> Written:
    known = taxonomies()
    store = connect(f"sqlite:///{file}", clock=SystemClock(TODAY))
    store.write(known)
    for _, batch in invented(known.nodes, TODAY, scale=scale):
        store.write(batch)
    snapshot = store.snapshot()
    reach = folded(store, history(store), snapshot, columns(snapshot))
    store.close()
    return Written(file, reach)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Written:
    return written(tmp_path_factory.mktemp("small") / "demo.db", 660)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Written]:
    yield written(tmp_path_factory.mktemp("large") / "demo.db", 7_600)


@pytest.mark.parametrize("day", DAYS)
def test_a_second_count_gives_the_same_tiers_in_every_cluster(small: Written, day: date) -> None:
    pd.testing.assert_frame_equal(totals(small.file, day), small.counted(day), check_names=False, check_dtype=False)


def test_at_660_businesses_at_least_twenty_are_supported_in_depth(small: Written) -> None:
    reached, benefited, supported = totals(small.file, TODAY).sum()

    assert 560 < reached <= 660
    assert 0.25 < benefited / reached < 0.45
    assert 20 <= supported < 0.2 * benefited


def test_every_cluster_of_the_demonstration_is_active(small: Written) -> None:
    states = cluster_states(small.reach.history, small.reach.units, Rules(), TODAY)

    assert [state.active for state in states] == [True] * 11


@pytest.mark.long
@pytest.mark.parametrize("day", DAYS)
def test_a_second_count_gives_the_same_tiers_at_7600(large: Written, day: date) -> None:
    pd.testing.assert_frame_equal(totals(large.file, day), large.counted(day), check_names=False, check_dtype=False)


@pytest.mark.long
def test_at_7600_businesses_the_programme_just_meets_its_targets(large: Written) -> None:
    reached, benefited, supported = totals(large.file, TODAY).sum()

    assert 6_500 < reached < 7_500
    assert 2_000 <= benefited < 3_000
    assert 250 <= supported < 330
    assert [state.active for state in cluster_states(large.reach.history, large.reach.units, Rules(), TODAY)] == [True] * 11
