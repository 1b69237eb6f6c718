"""Needs and offers: what fits is measured against what is usual, so that a text near everything is nobody's best answer."""

import numpy as np
import pytest
import town

from graph.model import Batch, Node
from matcher.encoder import Scale
from matcher.index.usual import ENOUGH, usual
from matcher.query import of_business
from matcher.signals.fit import fits
from matcher.signals.needs import SILENT, need_described, need_met

SCALE = Scale(chance=0.28, clear=0.58, label=0.6)


def unit(rows: np.ndarray) -> np.ndarray:
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def world(seed: int = 0, count: int = 200) -> tuple[np.ndarray, np.ndarray]:
    """Needs, and for each the offer that meets it; all of them lean one way, as texts of an encoder do, and the first ten offers lean far."""
    draw = np.random.default_rng(seed)
    lean = draw.normal(size=32)
    needs = draw.normal(size=(count, 32)) + lean
    offers = needs + 1.5 * draw.normal(size=(count, 32))
    offers[:10] += 3 * lean
    return unit(needs), unit(offers)


def test_an_offer_near_everything_is_nobodys_best_answer() -> None:
    needs, offers = world()
    cosines = (offers @ needs.T).argmax(axis=0)
    fitting = fits(offers, needs, usual(offers), usual(needs), SCALE).argmax(axis=0)

    assert (fitting < 10).mean() < (cosines < 10).mean() / 2
    assert (fitting == np.arange(200)).mean() > (cosines == np.arange(200)).mean()


def test_texts_no_nearer_than_usual_fit_nothing_and_clear_ones_wholly() -> None:
    needs = unit(np.array([[1.0, 0, 1], [0, 1, 1]]))
    found = fits(needs, needs, needs.mean(axis=0), needs.mean(axis=0), SCALE)

    assert found[0, 1] == 0  # a cosine of ½, less than the ¾ that each has with both
    assert found[0, 0] == 1  # 1 less ¾ is more than the 0.1 that must lie between usual and clear


def test_a_few_texts_do_not_say_what_is_usual() -> None:
    row = np.ones((1, 4), dtype=np.float32) / 2

    assert usual(np.repeat(row, ENOUGH - 1, axis=0)) is None
    assert usual(np.repeat(row, ENOUGH, axis=0)) == pytest.approx(row[0])
    assert fits(row, row * 0.5, None, None, SCALE)[0, 0] == pytest.approx((0.5 - 0.28) / 0.30)


def test_a_description_meets_a_need_that_no_offer_names() -> None:
    index = town.matcher(town.town()).index
    query = of_business(index, index.row[town.BAKERY], today=town.TODAY, distance=0.5)
    shy, colleague = index.row["business:shy"], index.row["business:colleague"]

    assert need_described(index, query)[shy] == 1  # wood, of insulation of wood: a cosine of 0.71
    assert need_described(index, query)[colleague] == need_met(index, query)[colleague] == 0


def test_projects_are_no_description() -> None:
    index = town.matcher(town.town()).index
    query = of_business(index, index.row[town.BAKERY], today=town.TODAY, distance=0.5)

    assert need_described(index, query)[index.row["research_organisation:institute"]] == 0


def test_saying_nothing_of_oneself_neither_helps_nor_harms() -> None:
    silence = Batch([Node(town.FIBRE, "Fibres du Rhin", props={"basis": "membership", "purposes": "matching"})])
    index = town.matcher(town.town(silence)).index
    query = of_business(index, index.row[town.BAKERY], today=town.TODAY, distance=0.5)
    silent = index.row[town.FIBRE]

    assert need_met(index, query)[silent] == 1
    assert need_described(index, query)[silent] == SILENT
