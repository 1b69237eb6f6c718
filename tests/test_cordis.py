"""The H2020 network from the shipped tables: how large it is, what it knows, and what it does with strange rows."""

from pathlib import Path

import pytest

from graph.errors import Invalid
from graph.model import Batch, Edge, Key, Node, Part
from graph.schema import Kind, Rel
from seeds.cordis import read_cordis
from seeds.cordis.network import Imported
from seeds.cordis.parts import in_parts

HEADER = "rcn,role,pic,type,contribution,country,start_date,end_date\n"


@pytest.fixture(scope="module")
def shipped() -> Imported:
    return read_cordis()


def node(batch: Batch, id: str) -> Node:
    return next(node for node in batch.nodes if node.id == id)


def compact(folder: Path, participations: str, **tables: str) -> Path:
    (folder / "participations.csv").write_text(HEADER + participations, "utf-8")
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, "utf-8")
    return folder


def test_the_shipped_network_has_its_size(shipped: Imported) -> None:
    assert (shipped.organisations, shipped.projects, shipped.participations) == (27_411, 20_073, 91_334)
    assert (shipped.named, shipped.undated, sum(shipped.left_out.values())) == (16_277, 0, 0)


def test_a_known_project_has_its_members(shipped: Imported) -> None:
    members = [edge for edge in shipped.batch.edges if edge.target == "project:194848"]
    project = node(shipped.batch, "project:194848")

    assert (len(members), project.props["acronym"]) == (19, "C-BORD")
    assert project.name == "effective Container inspection at BORDer control points"


def test_a_known_organisation_is_a_business_in_its_country(shipped: Imported) -> None:
    organisation = node(shipped.batch, "business:934307396")
    places = [edge.target for edge in shipped.batch.edges if edge.source == organisation.id and edge.rel is Rel.LOCATED_IN]

    assert (organisation.name, organisation.props["city"], places) == ("Guidance Navigation Holdings Ltd", "Leicester", ["country:GB"])
    assert (organisation.props["basis"], organisation.props["source"]) == ("public_register", "cordis")


def test_nobody_of_a_public_register_may_be_contacted(shipped: Imported) -> None:
    purposes = {str(node.props["purposes"]) for node in shipped.batch.nodes if "purposes" in node.props}

    assert purposes == {"matching showing statistics"}


def test_organisations_without_a_name_say_so(shipped: Imported) -> None:
    unnamed = [node for node in shipped.batch.nodes if node.props.get("unnamed")]

    assert len(unnamed) == 11_134
    assert {node.name.rpartition(" ")[0] for node in unnamed} == {"H2020 participant"}


@pytest.fixture(scope="module")
def early() -> Imported:
    return read_cordis(until=2014)


def test_reading_twice_gives_the_same(early: Imported) -> None:
    assert read_cordis(until=2014).batch == early.batch


def test_until_leaves_later_projects_out(early: Imported) -> None:
    assert early.participations == 1_513
    assert early.participations + early.left_out["later"] == 91_334


UNDATED = "1,coordinator,9,PRC,NA,UK,,\n1,participant,7,PRC,NA,UK,,\n2,participant,8,PRC,10,EL,2015-03-01,2017-01-01\n"


def test_rows_without_a_date_are_left_out_where_a_year_is_asked_for(tmp_path: Path) -> None:
    found = read_cordis(compact(tmp_path, UNDATED), until=2018)

    assert (found.left_out["undated"], found.participations) == (2, 1)
    assert [node.id for node in found.batch.nodes] == ["business:8", "project:2"]


def test_rows_without_a_date_come_in_without_a_year_otherwise(tmp_path: Path) -> None:
    found = read_cordis(compact(tmp_path, UNDATED))

    assert (found.undated, found.participations, found.left_out["undated"]) == (2, 3, 0)
    assert [edge.props.get("since") for edge in found.batch.edges if edge.rel is Rel.PARTICIPATED_IN] == [None, 2015, None]


def test_the_type_in_the_table_of_organisations_wins(tmp_path: Path) -> None:
    row = "1,coordinator,9,PRC,NA,UK,2015-01-01,2017-01-01\n"
    found = read_cordis(compact(tmp_path, row, organisations="orgId,name,activityType,country,city\n9,HALL OF ARTS,HES,UK,YORK\n"))

    assert found.batch.nodes[0].id == "research_organisation:9"


def test_without_that_table_the_most_frequent_type_wins(tmp_path: Path) -> None:
    rows = "".join(f"{rcn},coordinator,9,{type},NA,UK,2015-01-01,2017-01-01\n" for rcn, type in ((1, "HES"), (2, "PRC"), (3, "PRC")))
    found = read_cordis(compact(tmp_path, rows))

    assert found.batch.nodes[0].id == "business:9"


def test_the_dominant_field_is_the_largest_share_and_ties_go_to_the_first_code(tmp_path: Path) -> None:
    rows = "".join(f"{rcn},coordinator,9,PRC,NA,UK,2015-01-01,2017-01-01\n" for rcn in (1, 2))
    found = read_cordis(compact(tmp_path, rows, programme_parts="rcn,programme_part\n1,SC2\n1,Innovation in SMEs\n2,SC1\n"))

    fields = [(edge.target, edge.weight) for edge in found.batch.edges if edge.source == "business:9" and edge.rel is Rel.CLASSIFIED_AS]
    assert fields == [("field:SC1", 0.5)]


def test_an_unknown_contribution_is_no_zero(tmp_path: Path) -> None:
    found = read_cordis(compact(tmp_path, "1,coordinator,9,PRC,NA,NA,2015-01-01,2017-01-01\n"))

    part = next(edge for edge in found.batch.edges if edge.rel is Rel.PARTICIPATED_IN)
    assert dict(part.props) == {"role": "coordinator", "since": 2015}
    assert "country:NA" in {edge.target for edge in found.batch.edges}


def test_a_folder_without_participations_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="participations"):
        read_cordis(tmp_path)


def test_a_table_without_a_column_is_refused(tmp_path: Path) -> None:
    (tmp_path / "participations.csv").write_text("rcn,pic\n1,2\n", "utf-8")

    with pytest.raises(Invalid, match="start_date"):
        read_cordis(tmp_path)


def test_kinds_follow_the_types(shipped: Imported) -> None:
    kinds = {node.kind for node in shipped.batch.nodes}

    assert kinds == {Kind.BUSINESS, Kind.RESEARCH_ORGANISATION, Kind.PUBLIC_BODY, Kind.SUPPORT_ORGANISATION, Kind.PROJECT}


def test_no_name_has_accents_read_in_a_wrong_encoding(shipped: Imported) -> None:
    broken = [node.name for node in shipped.batch.nodes if "√" in node.name or "√" in str(node.props.get("city", ""))]

    assert broken == []


def test_a_large_network_is_written_in_parts_and_a_tie_with_the_later_of_its_ends() -> None:
    first, second, third = (Node(f"business:{name}", name) for name in "abc")
    early, late = Edge(first.id, Rel.LOCATED_IN, "country:FR"), Edge(third.id, Rel.COLLABORATED_WITH, first.id)
    gone = Key(Part.EDGE, "business:a|located_in|country:DE")
    found = list(in_parts(Batch(nodes=[first, second, third], edges=[late, early], deletions=[gone]), size=2))

    assert found == [Batch(nodes=[first, second], edges=[early], deletions=[gone]), Batch(nodes=[third], edges=[late])]


def test_a_network_without_nodes_is_one_part() -> None:
    assert len(list(in_parts(Batch()))) == 1
