"""What switches against more of the same cost, on a small planted network."""

import numpy as np
import planted
import pytest

from matcher.evaluation.metrics import figures_of
from matcher.evaluation.partners import Asking
from matcher.evaluation.prices import prices
from matcher.evaluation.ties import Split
from matcher.ranker.shapes import Numbers
from matcher.score import weights

Records = dict[str, dict[str, object]]


def popular(asking: Asking, slice: str) -> Numbers:
    """Hubs first, whoever asks."""
    return asking.split.index.links.degree.astype(np.float64)


@pytest.fixture(scope="module")
def split(tmp_path_factory: pytest.TempPathFactory) -> Split:
    return planted.ties(tmp_path_factory.mktemp("planted"), planted.rows()).split(2017, [2018])


@pytest.fixture(scope="module")
def records(split: Split) -> Records:
    return {str(price["switch"]): price for price in prices(split, popular, weights().partners, (), rows=split.askers())}


def test_the_first_price_is_the_ranking_itself(split: Split, records: Records) -> None:
    found = [truth for row in split.askers().tolist() for truth in split.truths(row) if truth.slice == "international"]
    degree = split.index.links.degree
    eligible = [np.flatnonzero(split.eligible(truth.row, truth.slice)) for truth in found]
    ranked = [rows[np.lexsort((rows, -degree[rows]))] for rows in eligible]
    expected = np.mean([figures_of(rows, truth.partners)[0] for rows, truth in zip(ranked, found, strict=True)])

    assert next(iter(records)) == "none"
    assert records["none"]["ndcg10"] == pytest.approx(expected)
    assert records["none"]["ndcg10_lost"] == records["none"]["recall50_lost"] == 0


def test_fair_lists_show_more_organisations_within_their_capacity(records: Records) -> None:
    plain, fair = records["none"], records["fair"]

    assert int(str(fair["organisations"])) > int(str(plain["organisations"]))
    assert float(str(fair["busiest"])) <= 1 < float(str(plain["busiest"]))
    assert float(str(fair["gini"])) < float(str(plain["gini"]))


def test_every_switch_has_a_price_and_newcomers_get_their_place(records: Records) -> None:
    names = " | ".join(records)

    assert all(word in names for word in ("fair", "another sector", "newcomers", "distance", "competitors"))
    assert int(str(records["newcomers, 1 of 10"]["newcomers"])) >= int(str(records["none"]["newcomers"]))


def test_without_sources_there_are_no_prices(split: Split) -> None:
    assert prices(split, popular, weights().partners, (), rows=np.zeros(0, dtype=np.intp)) == []
