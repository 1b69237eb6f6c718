"""Lists for everybody: nobody twice, no known partner, the unnamed included, in the form that the shared scorer reads."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import planted
import pytest
import town

from graph.errors import Invalid
from graph.store import in_memory
from matcher.index import Index
from matcher.lists.allowed import Filter
from matcher.lists.everybody import COLUMNS, askers, lists, save
from matcher.lists.exposure import Lists
from matcher.matcher import Matcher
from matcher.model import Scope, Targets


@pytest.fixture(scope="module")
def matcher(tmp_path_factory: pytest.TempPathFactory) -> Matcher:
    store = in_memory()
    store.write(planted.batch(tmp_path_factory.mktemp("planted"), planted.rows(firms=60, projects=12)))
    return Matcher(store, town.WordEncoder(), clock=town.SystemClock(town.TODAY))


@pytest.fixture(scope="module")
def index(matcher: Matcher) -> Index:
    return matcher.index


@pytest.fixture(scope="module")
def found(matcher: Matcher, index: Index) -> Lists:
    return lists(matcher, index, askers(index).tolist(), Filter(Scope.INTERNATIONAL), 20, today=town.TODAY)


def test_everybody_gets_a_list_of_people_abroad_whom_it_does_not_know(found: Lists, index: Index) -> None:
    row, place = np.nonzero(found.there)
    source, target = found.sources[row], found.targets[row, place]

    assert len(found.sources) == 44
    assert (index.countries[source] != index.countries[target]).all()
    assert not index.ties[source, target].any()
    assert len(set(zip(source.tolist(), target.tolist(), strict=True))) == len(source)


def test_organisations_without_a_known_name_are_in_the_lists(found: Lists, index: Index) -> None:
    assert index.unnamed[found.targets[found.there]].all()


def test_the_best_stands_first(found: Lists) -> None:
    assert (np.diff(found.scores, axis=1)[found.there[:, 1:]] <= 0).all()


def test_businesses_only_on_request(matcher: Matcher, index: Index) -> None:
    only = lists(matcher, index, askers(index)[:5].tolist(), Filter(targets=Targets.BUSINESSES), 20, today=town.TODAY)

    assert set(index.kinds[only.targets[only.there]]) == {"business"}


@pytest.mark.parametrize("name", ["lists.csv", "lists.csv.gz", "lists.parquet"])
def test_a_file_has_a_row_a_suggestion(found: Lists, index: Index, tmp_path: Path, name: str) -> None:
    written = save(found, index, tmp_path / name, 10)
    read = pd.read_parquet(tmp_path / name) if name.endswith("parquet") else pd.read_csv(tmp_path / name)

    assert tuple(read.columns) == COLUMNS
    assert len(read) == written
    assert read["rank"].max() == 10
    assert read["source_id"].str.fullmatch(r"business:\d+").all()


def test_another_kind_of_file_is_refused(found: Lists, index: Index, tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="parquet"):
        save(found, index, tmp_path / "lists.xlsx", 10)


def test_a_missing_folder_is_named(found: Lists, index: Index, tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="existing folder"):
        save(replace(found), index, tmp_path / "none" / "lists.csv", 10)
