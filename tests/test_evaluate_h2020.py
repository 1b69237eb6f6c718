"""The whole way on real ties: fit on a sample, find what formed in 2018, beat Adamic–Adar."""

import pytest

from api.commands.build import Built
from graph import connect
from matcher.encoder import Scale
from matcher.evaluation.measuring import Measuring, measure
from matcher.evaluation.ties import Ties
from matcher.index.vectors import TextVectors


@pytest.mark.long
def test_the_fitted_ranker_beats_adamic_adar_on_a_sample_of_horizon_2020(demonstration: Built) -> None:
    store = connect(demonstration.store)
    ties = Ties(store.snapshot(), TextVectors({}, {}, Scale(0.2, 0.6, 0.5)))
    store.close()
    found = measure(ties, Measuring(2017, [2018], sources=250, fit_sources=250))
    rows = {(row.slice, row.ranker): row for row in found["partners"] if row.who == "all"}
    calibration = found["calibration"]

    assert rows["international", "fitted"].ndcg10 > rows["international", "Adamic–Adar"].ndcg10
    assert rows["international", "fitted"].recall50 > rows["international", "Adamic–Adar"].recall50
    assert calibration.ece < 0.04
