"""The task on real ties: what came later is hidden, figures are those of the shared protocol, and the fitted ranker learns what is planted."""

from pathlib import Path

import numpy as np
import planted
import pytest

from graph.errors import Invalid
from matcher.evaluation.metrics import ece, figures_of, interval
from matcher.evaluation.partners import Scored, by_baselines, by_shapes, scored, table
from matcher.evaluation.ties import Ties
from matcher.evaluation.views import same, until
from matcher.ranker.features import FITTED
from matcher.ranker.fit import Fitter
from matcher.ranker.tables import SCOPES


@pytest.fixture(scope="module")
def ties(tmp_path_factory: pytest.TempPathFactory) -> Ties:
    return planted.ties(tmp_path_factory.mktemp("planted"), planted.rows())


def test_the_network_until_a_year_is_what_an_import_until_it_gives(tmp_path: Path) -> None:
    some = planted.rows(firms=30, projects=8)

    assert same(until(planted.snapshot(tmp_path, some), 2016), planted.snapshot(tmp_path, some, until=2016))


def test_a_later_project_changes_nothing_that_was_known_before(tmp_path: Path) -> None:
    some = planted.rows(firms=30, projects=8)
    later = [("9999", "participant", pic, "PRC", "NA", "IT", "2018-01-01", "2019-01-01") for pic in ("900000001", "900000002", "955555555")]

    assert same(until(planted.snapshot(tmp_path, some + later), 2017), until(planted.snapshot(tmp_path, some), 2017))


def test_what_is_to_be_found_was_not_known(ties: Ties) -> None:
    split = ties.split(2017, [2018])

    assert split.formed.nnz > 100
    assert split.formed.multiply(split.index.ties).nnz == 0


def test_the_figures_are_those_of_the_shared_scorer(ties: Ties) -> None:
    """The numbers were printed by the scorer that is no part of this project, for the same participations."""
    split = ties.split(2017, [2018])
    rankers = {name: ranker for name, ranker in by_baselines().items() if name in ("Adamic–Adar", "PageRank")}
    found = {
        (row.slice, row.ranker): (row.sources, *np.round([row.ndcg10, row.recall50, row.mrr, row.hits10], 4).tolist())
        for row in table(scored(split, rankers, [], split.askers())[0])
        if row.who == "all"
    }

    assert found == {
        ("international", "Adamic–Adar"): (56, 0.2928, 1.0, 0.2748, 0.7321),
        ("international", "PageRank"): (56, 0.3001, 1.0, 0.272, 0.7143),
        ("business", "Adamic–Adar"): (48, 0.3603, 1.0, 0.2984, 0.8125),
        ("business", "PageRank"): (48, 0.363, 1.0, 0.2934, 0.7917),
    }


def test_a_hit_counts_less_the_lower_it_stands() -> None:
    ranked, relevant = np.arange(60), np.array([0, 2, 55])

    assert figures_of(ranked, relevant) == pytest.approx(((1 + 0.5) / (1 + 1 / np.log2(3) + 0.5), 2 / 3, 1.0, 1.0))


def test_nobody_found_is_no_hit() -> None:
    assert figures_of(np.arange(60), np.array([59])) == (0.0, 0.0, 0.0, 0.0)


def test_an_interval_holds_the_mean_and_is_the_same_every_time() -> None:
    mean, low, high = interval([0.0, 1.0] * 50)

    assert low < mean == 0.5 < high
    assert interval([0.0, 1.0] * 50) == (mean, low, high)


def test_chances_that_are_a_tenth_too_high_have_an_error_of_a_tenth() -> None:
    happened = np.arange(1000) % 10 == 0

    assert ece(np.full(1000, 0.2), happened)[0] == pytest.approx(0.1)


def test_a_year_without_ties_before_it_teaches_nothing(ties: Ties) -> None:
    with pytest.raises(Invalid, match="2014 to 2018"):
        Fitter(ties, FITTED).shapes(2014, "international")


def test_the_fitted_ranker_learns_who_works_with_whom(ties: Ties) -> None:
    fitter = Fitter(ties, FITTED)
    split = fitter.split(2018)
    rankers = {"fitted": by_shapes({scope: fitter.shapes(2017, scope) for scope in SCOPES}), "popularity": by_baselines()["popularity"]}
    rows: list[Scored] = scored(split, rankers, FITTED, split.askers())[0]
    found = {(row.slice, row.ranker): row.ndcg10 for row in table(rows) if row.who == "all"}

    assert found["international", "fitted"] > 1.5 * found["international", "popularity"]
    assert found["business", "fitted"] > 1.5 * found["business", "popularity"]
