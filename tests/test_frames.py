"""DataFrames and networkx graphs go in and come out: text stays text, parts add up to the score, and a wrong cell is named."""

import re
from io import StringIO

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from town import BAKERY, FIBRE, TODAY, WordEncoder, matcher, town

from graph.clock import SystemClock
from graph.errors import Invalid
from graph.model import Batch, Node
from graph.networks import to_networkx
from matcher import Matcher
from matcher.frames import batch_of_frames, batch_of_graph

ORGANISATIONS = """id,kind,name,text,country,sector,languages,employees,expertise
007,,Backhaus Isar,Brot aus altem Getreide,DE,10.71,de en,7,
008,,Okahandja Boards,Holz,NA,01.10,en,,wood | boxes
009,research_organisation,Institut,,FR,,fr,,
"""
TIES = "source,target,since\n007,009,2019\n"
NEEDS = "organisation,text,lang\n007,Dämmung aus Holz,de\n"
OFFERS = "organisation,text,lang\nbusiness:008,Isolation aus Holz,de\n"


def table(text: str) -> pd.DataFrame:
    return pd.read_csv(StringIO(text), dtype=str, keep_default_na=False)


def made(basis: str = "membership") -> Matcher:
    tables = {"ties": table(TIES), "needs": table(NEEDS), "offers": table(OFFERS)}
    return Matcher.from_frames(table(ORGANISATIONS), **tables, basis=basis, encoder=WordEncoder(), clock=SystemClock(TODAY))


def test_tables_make_a_network_that_answers() -> None:
    found = made().partners("business:007", k=5)

    assert [(match.node.id, match.evidence[0].signal) for match in found.items] == [("business:008", "need_met")]


def test_text_stays_text() -> None:
    index = made().index

    assert dict(zip(index.ids, index.countries, strict=True)) == {"business:007": "DE", "business:008": "NA", "research_organisation:009": "FR"}
    assert "sector:01.10" in index.at


def test_numbers_written_as_text_and_numbers_with_a_gap_are_the_same() -> None:
    written = batch_of_frames(table(ORGANISATIONS))
    counted = batch_of_frames(table(ORGANISATIONS).assign(employees=[7.0, float("nan"), float("nan")]))

    assert written == counted
    assert written.nodes[0].props["employees"] == 7


def test_what_the_store_knows_keeps_its_name() -> None:
    onto = Batch(nodes=[Node("country:NA", "Namibia"), Node("sector:01.10", "Crops")])
    index = Matcher.from_frames(table(ORGANISATIONS), basis="membership", onto=onto, encoder=WordEncoder()).index

    assert [index.snapshot.names[index.at[id]] for id in ("country:NA", "country:DE", "sector:01.10")] == ["Namibia", "DE", "Crops"]


def test_without_a_basis_nobody_is_suggested() -> None:
    nodes = batch_of_frames(table(ORGANISATIONS)).nodes

    assert [node.props.get("basis") for node in nodes[:3]] == [None, None, None]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"colour": "red"}, "organisations: column 'colour' is unknown"),
        ({"id": [7, 8, 9]}, "organisations, row 1, column 'id': 7 is of type int, not text; read files with dtype=str"),
        ({"id": ["007", "007", "009"]}, "organisations, row 2, column 'id': business:007 is there twice"),
        ({"id": ["007", "", "009"]}, "organisations, row 2, column 'id': nothing is there"),
        ({"country": ["DE", float("nan"), "FR"]}, "organisations, row 2, column 'country': nan is missing"),
        ({"country": ["DE", "Namibia", "FR"]}, "organisations, row 2, column 'country': 'Namibia' is no ISO 3166-1 code"),
        ({"sector": [10.71, 1.1, 1.1]}, "organisations, row 1, column 'sector': 10.71 is of type float, not text"),
        ({"employees": ["7", "some", ""]}, "organisations, row 2, column 'employees': 'some' is no number"),
        ({"size": ["micro", "tiny", ""]}, "organisations, row 2: business:008: size='tiny'; use one of micro"),
        ({"kind": ["", "cat", ""]}, "organisations, row 2, column 'id': 'cat:008' is no id"),
    ],
)
def test_a_wrong_cell_is_named(changes: dict[str, object], message: str) -> None:
    with pytest.raises(Invalid) as raised:
        batch_of_frames(table(ORGANISATIONS).assign(**changes))

    assert str(raised.value).startswith(message)


@pytest.mark.parametrize(
    ("ties", "message"),
    [
        ("source,target\n007,010\n", "ties, row 1, column 'target': nobody is called '010'"),
        ("source\n007\n", "ties: column 'target' is missing; there are source"),
        ("source,target,rel\n007,009,LIKES\n", "ties, row 1, column 'rel': 'LIKES' is no relation"),
        ("source,target,rel\n007,009,SUPPLIES\n", "ties, row 1: SUPPLIES cannot lead from business:007"),
        ("source,target,weight\n007,009,much\n", "ties, row 1, column 'weight': 'much' is no number"),
    ],
)
def test_a_wrong_tie_is_named(ties: str, message: str) -> None:
    with pytest.raises(Invalid) as raised:
        batch_of_frames(table(ORGANISATIONS), ties=table(ties))

    assert str(raised.value).startswith(message)


def test_a_wish_that_is_there_twice_is_named() -> None:
    with pytest.raises(Invalid, match="needs, row 2, column 'id': need:x is there twice"):
        batch_of_frames(table(ORGANISATIONS), needs=table("organisation,text,id\n007,Holz,x\n008,Brot,x\n"))


def test_an_id_that_became_the_index_is_asked_back() -> None:
    with pytest.raises(Invalid, match="column 'id' is missing; it is the index: call reset_index"):
        batch_of_frames(table(ORGANISATIONS).set_index("id"))


def test_several_topics_in_a_cell_may_be_a_list_an_array_or_separated() -> None:
    written = batch_of_frames(table(ORGANISATIONS))
    listed = batch_of_frames(table(ORGANISATIONS).assign(expertise=[None, ["wood", "boxes"], None]))
    arrays = batch_of_frames(table(ORGANISATIONS).assign(expertise=[None, np.array(["wood", "boxes"], dtype=object), None]))

    assert written.edges == listed.edges == arrays.edges


def outcome(frame: pd.DataFrame) -> str:
    """The ids that came in, or the beginning of the sentence that refuses."""
    try:
        return " ".join(node.id for node in batch_of_frames(frame).nodes[:2])
    except Invalid as refused:
        return re.sub(r"row [12].*", "row", str(refused), flags=re.DOTALL)


ANYTHING = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.lists(st.text(max_size=4), max_size=2) | st.just(pd.NA)


@given(st.sampled_from(["id", "name", "text", "country", "sector", "employees", "lon", "sme", "size", "lang"]), st.lists(ANYTHING, min_size=2, max_size=2))
def test_whatever_stands_in_a_cell_comes_in_or_is_named(column: str, cells: list[object]) -> None:
    frame = pd.DataFrame({"id": ["a", "b"], column: pd.Series(cells, dtype=object)})

    assert outcome(frame) in ("organisations, row", " ".join(f"business:{id}" for id in frame["id"]))


def test_a_basis_that_is_none_is_refused() -> None:
    with pytest.raises(Invalid, match="basis='friendship': use one of public_register, membership, consent"):
        made("friendship")


def test_a_network_goes_through_networkx_unchanged() -> None:
    first = matcher(town())
    second = Matcher.from_networkx(to_networkx(first.index.snapshot), basis="membership", encoder=WordEncoder(), clock=SystemClock(TODAY))

    assert second.partners(BAKERY).frame(parts=True).equals(first.partners(BAKERY).frame(parts=True))


def test_a_plain_graph_of_names_is_a_network_of_businesses_that_know_each_other() -> None:
    families = nx.florentine_families_graph()
    florence = Matcher.from_networkx(families, basis="public_register", encoder=WordEncoder())

    assert florence.index.tie_count == families.number_of_edges()
    assert "business:Medici" in florence.partners("business:Pazzi").frame()["id"].tolist()


@pytest.mark.parametrize(
    ("nodes", "edge", "message"),
    [
        ([1, 2], {"colour": "red"}, "business:1 COLLABORATED_WITH business:2: unknown property 'colour'"),
        ([1, 2], {"weight": "much"}, "business:1 COLLABORATED_WITH business:2: weight 'much' must be a number"),
        ([1, "Acme Ltd"], {}, "'business:Acme Ltd' is no id"),
        ([7, "7"], {}, "two nodes of the graph have one id"),
    ],
)
def test_a_graph_that_cannot_be_taken_is_refused(nodes: list[object], edge: dict[str, object], message: str) -> None:
    with pytest.raises(Invalid) as raised:
        batch_of_graph(nx.Graph([(*nodes, edge)]))

    assert str(raised.value).startswith(message)


def test_numbers_of_numpy_are_numbers() -> None:
    graph = nx.Graph()
    graph.add_node(1, employees=np.int64(3))
    graph.add_edge(1, 2, weight=np.int64(2), since=np.int64(2019))
    batch = batch_of_graph(graph)

    assert (batch.nodes[0].props["employees"], batch.edges[0].weight, batch.edges[0].props["since"]) == (3, 2.0, 2019)


def test_a_node_without_a_name_is_refused() -> None:
    graph = nx.Graph()
    graph.add_node(1, name=None)

    with pytest.raises(Invalid, match="business:1: name=None and text= must be text"):
        batch_of_graph(graph)


def test_a_list_as_a_frame_has_a_row_a_match_and_its_parts_are_the_score() -> None:
    found = matcher(town()).partners(BAKERY)
    frame = found.frame(parts=True)
    parts = frame.columns[frame.columns.get_loc("watch_out") + 1 :]

    assert frame["id"].tolist() == [match.node.id for match in found.items]
    assert frame[parts].sum(axis=1).sub(frame["score"]).abs().max() < 1e-9
    assert "base" in parts


def test_lists_of_many_stand_below_one_another() -> None:
    frame = matcher(town()).frame([BAKERY, FIBRE], parts=True, scope="international", k=3)

    assert frame.groupby("source", sort=False)["rank"].max().to_dict() == {BAKERY: 3, FIBRE: 3}
    assert not frame.isna()["base"].any()


def test_an_empty_list_has_the_same_columns() -> None:
    matching = matcher(town())

    assert matching.frame([]).columns.tolist() == matching.frame([BAKERY], k=1).columns.tolist()


def test_the_evidence_as_a_graph_holds_edges_of_the_network_only() -> None:
    matching = matcher(town())
    evidence = matching.partners(BAKERY).graph()
    network = to_networkx(matching.index.snapshot)

    assert evidence.nodes[FIBRE]["rank"] == 1
    assert "need_met" in evidence.edges[BAKERY, "need:bakehouse", "NEEDS"]["signals"]
    assert [edge for edge in evidence.edges(keys=True) if not network.has_edge(*edge)] == []
