"""Fitted tables: written, read back, and refused when anything in them is not as it should be; and what a score is made of."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import town

from graph.errors import Invalid
from graph.store import Store
from matcher.matcher import Matcher
from matcher.model import Match
from matcher.ranker.features import FITTED
from matcher.ranker.shapes import Shape, Shapes
from matcher.ranker.tables import FOLDER, SCOPES, Chances, Model, read, write
from matcher.score import models, weights

NAMES = [listed.name for listed in FITTED]


def made(scope: str = "international", names: list[str] | None = None) -> Model:
    """Every signal gives up to one point, and up to two to askers with many partners."""
    line = np.array([0.0, 1.0])
    shapes = [Shape(signal=name, knots=line, few=line, many=2 * line) for name in (NAMES if names is None else names)]
    return Model(
        scope=scope,
        until=2017,
        years=[2016, 2017],
        calibrated=2017,
        data="0123",
        sources=3,
        shapes=Shapes(context=np.array([0.0, 5.0]), base=np.array([-6.0, -6.0]), shapes=shapes),
        chances=Chances(scores=np.array([-6.0, 0.0]), chances=np.array([0.01, 0.5])),
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for scope in SCOPES:
        write(made(scope), tmp_path)
    return tmp_path


@pytest.fixture
def store() -> Store:
    return town.town()


@pytest.fixture
def matcher(store: Store, folder: Path) -> Matcher:
    return Matcher(store, town.WordEncoder(), clock=town.SystemClock(town.TODAY), tables=folder)


def test_what_is_written_is_read(folder: Path) -> None:
    found = read(folder / "company.json", NAMES[::-1])

    assert (found.scope, found.until, list(found.years), found.data) == ("company", 2017, [2016, 2017], "0123")
    assert [shape.signal for shape in found.shapes.shapes] == NAMES[::-1]
    assert found.shapes.shapes[0].many.tolist() == [0.0, 2.0]


def nan(said: dict) -> None:
    said["signals"][0]["few_partners"][1] = float("nan")


def infinite(said: dict) -> None:
    said["chances"]["scores"][1] = float("inf")


def other_schema(said: dict) -> None:
    said["schema"] = 99


def changed(said: dict) -> None:
    said["signals"][0]["few_partners"][1] = 1.5


def headless(said: dict) -> None:
    del said["log_partners_of_the_asker"]


@pytest.mark.parametrize(
    ("spoil", "told"),
    [(nan, "NaN"), (infinite, "Infinity"), (other_schema, "schema 99"), (changed, "changed after it was written"), (headless, "changed after")],
)
def test_a_spoiled_file_is_refused_by_name_with_the_remedy(folder: Path, spoil: Callable[[dict], None], told: str) -> None:
    file = folder / "international.json"
    said = json.loads(file.read_text("utf-8"))
    spoil(said)
    file.write_text(json.dumps(said), "utf-8")

    with pytest.raises(Invalid, match=rf"international.json.*{told}.*crossmatch fit"):
        read(file, NAMES)


@pytest.mark.parametrize("text", ["", "[]", "{}", "null", '{"schema": 1}', "\x00"])
def test_what_is_no_table_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "international.json").write_text(text, "utf-8")

    with pytest.raises(Invalid, match="crossmatch fit"):
        read(tmp_path / "international.json", NAMES)


def test_tables_for_other_signals_are_refused(tmp_path: Path) -> None:
    write(made(names=[*NAMES[1:], "magic"]), tmp_path)

    with pytest.raises(Invalid, match=f"{NAMES[0]}|magic"):
        models(tmp_path)


def test_tables_that_pay_for_nothing_known_are_refused(tmp_path: Path) -> None:
    model = made()
    paying = replace(model.shapes.shapes[0], few=np.ones(2))
    write(replace(model, shapes=replace(model.shapes, shapes=[paying, *model.shapes.shapes[1:]])), tmp_path)

    with pytest.raises(Invalid, match="nothing known"):
        models(tmp_path)


def test_a_weight_that_is_no_number_is_refused(tmp_path: Path) -> None:
    said = json.loads((Path(town.__file__).parent.parent / "matcher/weights.json").read_text("utf-8"))
    said["partners"]["need_met"] = float("nan")
    (tmp_path / "weights.json").write_text(json.dumps(said), "utf-8")

    with pytest.raises(Invalid, match="need_met"):
        weights(tmp_path / "weights.json")


def parts(match: Match) -> dict[str, float]:
    return {part.signal: part.points for part in match.evidence}


def test_an_asker_with_ties_gets_base_fitted_and_stated_parts_that_add_up(matcher: Matcher) -> None:
    found = matcher.partners(town.BAKERY, k=100)
    best = next(item for item in found.items if item.node.id == town.FIBRE)

    assert found.basis == "fitted"
    assert [match.score for match in found.items] == pytest.approx([sum(parts(match).values()) for match in found.items], abs=1e-9)
    assert parts(best)["base"] == -6.0
    assert min(parts(best)["walk"], parts(best)["need_met"]) > 0


def test_a_probability_is_read_from_the_fitted_parts_alone(matcher: Matcher) -> None:
    best = next(item for item in matcher.partners(town.BAKERY, k=100).items if item.node.id == town.FIBRE)
    fitted = parts(best)["base"] + sum(points for name, points in parts(best).items() if name in NAMES)

    assert best.probability == pytest.approx(np.interp(fitted, [-6, 0], [0.01, 0.5]))


def test_the_dial_moves_scores_but_no_probability(matcher: Matcher) -> None:
    near, far = ({item.node.id: item for item in matcher.partners(town.BAKERY, k=100, distance=dial).items} for dial in (0.0, 1.0))

    assert near[town.FIBRE].score != far[town.FIBRE].score
    assert near[town.FIBRE].probability == far[town.FIBRE].probability


def test_an_asker_without_ties_gets_stated_parts_only_and_is_told_so(matcher: Matcher) -> None:
    found = matcher.partners("business:newcomer", k=100)

    assert found.basis == "without ties"
    assert {name for item in found.items for name in parts(item)}.isdisjoint(NAMES)
    assert {(parts(item)["base"], item.probability) for item in found.items} == {(0.0, None)}


def test_a_need_in_free_text_rests_on_no_ties(matcher: Matcher) -> None:
    assert matcher.partners_for_need("wood").basis == "without ties"


def test_businesses_only_means_businesses_only(matcher: Matcher) -> None:
    found = matcher.partners(town.BAKERY, targets="businesses", k=100)

    assert {item.node.kind.value for item in found.items} == {"business"}
    assert matcher.partners(town.BAKERY, k=100).list != found.list


def test_other_tables_are_another_model(store: Store, matcher: Matcher, tmp_path: Path) -> None:
    model = made()
    write(replace(model, shapes=replace(model.shapes, base=model.shapes.base + 1)), tmp_path)

    assert Matcher(store, town.WordEncoder(), tables=tmp_path).model != matcher.model


@pytest.mark.parametrize("scope", SCOPES)
def test_the_shipped_tables_can_be_replayed(scope: str) -> None:
    model = models(FOLDER)[scope]
    draw = np.random.default_rng(1)
    table = draw.random((len(NAMES), 50)) * (draw.random((len(NAMES), 50)) < 0.7)
    share = (3.0 - model.shapes.context[0]) / (model.shapes.context[-1] - model.shapes.context[0])
    base = np.interp(3.0, model.shapes.context, model.shapes.base)
    lines = [(shape.knots, (1 - share) * shape.few + share * shape.many) for shape in model.shapes.shapes]
    by_hand = [base + sum(np.interp(value, *line) for value, line in zip(column, lines, strict=True) if value) for column in table.T]

    assert model.shapes.scores(table, 3.0) == pytest.approx(by_hand, abs=1e-9)
