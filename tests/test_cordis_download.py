"""The official CORDIS downloads: folder and zip, what is joined, what is reported, and what hostile files get to hear."""

import csv
import gzip
import io
import shutil
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import connect
from graph.errors import Invalid
from graph.model import Batch, Edge, Node
from graph.schema import Rel
from seeds.cordis import read_cordis
from seeds.cordis.known import known
from seeds.cordis.names import calming
from seeds.cordis.network import Imported
from seeds.cordis.numbers import amount, flag, point, register_number
from seeds.cordis.programme import programme
from seeds.taxonomies import taxonomies

SAMPLE = Path(__file__).parent / "data" / "cordis" / "h2020"
TOOK_PART = ("projectID", "organisationID", "name", "activityType", "country", "role", "contentUpdateDate", "ecContribution", "nutsCode", "contactForm")
PROJECTS = ("id", "title", "startDate", "legalBasis", "topics", "objective", "rcn")


@pytest.fixture(scope="module")
def sample() -> Imported:
    return read_cordis(SAMPLE)


def zipped(folder: Path, target: Path, inside: str = "") -> Path:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.iterdir()):
            archive.write(file, f"{inside}{file.name}")
    return target


def table(columns: Sequence[str], *lines: Sequence[str]) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", quoting=csv.QUOTE_ALL)
    writer.writerows([columns, *lines])
    return text.getvalue()


def took(
    project: str, pic: str, *, kind: str = "PRC", country: str = "DE", on: str = "2023-01-01", money: str = "1,5", name: str = "X", nuts: str = ""
) -> list[str]:
    return [project, pic, name, kind, country, "participant", on, money, nuts, "https://example.org/contact"]


def download(folder: Path, *lines: Sequence[str], projects: Sequence[Sequence[str]] = (), **tables: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "organization.csv").write_text(table(TOOK_PART, *lines), "utf-8-sig")
    (folder / "project.csv").write_text(table(PROJECTS, *projects), "utf-8-sig")
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, "utf-8-sig")
    return folder


def project(id: str, *, begins: str = "2023-05-01", basis: str = "HORIZON.2.4.1", topics: str = "", objective: str = "", rcn: str = "") -> list[str]:
    return [id, f"Title of {id}", begins, basis, topics, objective, rcn or f"9{id}"]


def node(batch: Batch, id: str) -> Node:
    return next(node for node in batch.nodes if node.id == id)


def edges(batch: Batch, rel: Rel, source: str) -> list[Edge]:
    return [edge for edge in batch.edges if edge.rel is rel and edge.source == source]


def test_the_sample_is_read_and_says_what_is_not_there(sample: Imported) -> None:
    assert (sample.organisations, sample.named, sample.projects, sample.participations) == (189, 189, 20, 207)
    assert (sample.undated, sum(sample.left_out.values()), sample.remarks) == (43, 0, [])


def test_an_organisation_of_the_sample_has_its_facts(sample: Imported) -> None:
    found = node(sample.batch, "business:963194481")

    assert (found.name, found.props["city"], found.props["register"]) == ("UL Services Spain SL", "Barcelona", "ESB64474844")
    assert (found.props["sme"], found.props["lon"], found.props["lat"]) == (True, 2.1500219563810696, 41.370449300000004)
    assert (found.props["basis"], found.props["source"]) == ("public_register", "cordis")


def test_a_project_of_the_sample_is_the_one_of_the_compact_tables(sample: Imported) -> None:
    found = node(sample.batch, "project:214056")

    assert (found.name.split()[0], found.props["acronym"], found.props["start"]) == ("Understanding", "UPWARDS", "2018-04-01")
    assert {edge.target for edge in edges(sample.batch, Rel.CLASSIFIED_AS, found.id)} == {"field:SC3"}


def test_fields_of_science_become_expertise_of_those_who_took_part(sample: Imported) -> None:
    members = [edge.source for edge in sample.batch.edges if edge.target == "project:214056"]
    known_for = {edge.target for edge in edges(sample.batch, Rel.HAS_EXPERTISE, members[0])}

    assert known_for >= {"expertise:esv-1695", "expertise:esv-33860407"}


@pytest.mark.parametrize("inside", ["", "csv/", "cordis/csv/"])
def test_a_zip_reads_like_its_folder(sample: Imported, tmp_path: Path, inside: str) -> None:
    assert read_cordis(zipped(SAMPLE, tmp_path / "cordis-h2020projects-csv.zip", inside)).batch == sample.batch


def test_a_folder_of_zips_reads_like_its_folder(sample: Imported, tmp_path: Path) -> None:
    zipped(SAMPLE, tmp_path / "cordis-h2020projects-csv.zip")

    assert read_cordis(tmp_path).batch == sample.batch


def test_a_folder_with_a_folder_csv_reads_like_it(sample: Imported, tmp_path: Path) -> None:
    shutil.copytree(SAMPLE, tmp_path / "csv")

    assert read_cordis(tmp_path).batch == sample.batch


def test_the_table_of_organisations_is_enough(tmp_path: Path) -> None:
    file = tmp_path / "organization_sample.csv.gz"
    file.write_bytes(gzip.compress((SAMPLE / "organization.csv").read_bytes()))
    found = read_cordis(file)

    assert (found.organisations, found.participations, found.undated) == (189, 207, 207)
    assert [remark.partition(" is missing")[0].rpartition(" ")[2] for remark in found.remarks] == ["project.csv", "topics.csv", "euroSciVoc.csv"]


def test_commas_and_points_separate_as_well(sample: Imported, tmp_path: Path) -> None:
    with (SAMPLE / "organization.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [[cell.replace(",0", ".0") for cell in row] for row in csv.reader(file, delimiter=";")]
    with (tmp_path / "organization.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    found = read_cordis(tmp_path)

    funding = {(edge.source, edge.props.get("funding")) for edge in found.batch.edges if edge.rel is Rel.PARTICIPATED_IN}
    assert funding == {(edge.source, edge.props.get("funding")) for edge in sample.batch.edges if edge.rel is Rel.PARTICIPATED_IN}


def test_two_programmes_make_one_network(tmp_path: Path) -> None:
    first = download(tmp_path / "a", took("1", "7", on="2019-01-01", name="OLD"), projects=[project("1", basis="H2020-EU.3.4.", begins="2016-01-01")])
    second = download(tmp_path / "b", took("2", "7", name="NEW"), took("3", "7", kind="OTH"), projects=[project("2"), project("3")])
    found = read_cordis(first, second)

    assert [node.id for node in found.batch.nodes] == ["business:7", "project:91", "project:92", "project:93"]
    assert found.batch.nodes[0].name == "New"
    assert [(edge.target, edge.weight) for edge in edges(found.batch, Rel.CLASSIFIED_AS, "business:7")] == [("field:LEIT", 0.666667)]


def test_a_project_known_by_two_numbers_is_one(tmp_path: Path) -> None:
    first = download(tmp_path / "a", took("1", "7"), took("1", "8"))
    second = download(tmp_path / "b", took("1", "7"), projects=[project("1")])
    found = read_cordis(first, second)

    assert [node.id for node in found.batch.nodes] == ["business:7", "business:8", "project:91"]
    assert (found.participations, found.undated) == (2, 0)


def test_a_poorer_table_takes_nothing_away(tmp_path: Path) -> None:
    store = connect("sqlite:///:memory:")
    store.write(taxonomies())
    store.write(read_cordis(SAMPLE).batch)
    rich = store.node("business:963194481"), store.node("project:214056")
    (tmp_path / "participations.csv").write_text(
        "rcn,role,pic,type,contribution,country,start_date,end_date\n214056,participant,963194481,PRC,NA,ES,2018-04-01,2022-01-01\n", "utf-8"
    )
    store.write(read_cordis(tmp_path, known=known(store.snapshot())).batch)

    assert store.node("business:963194481") == rich[0]
    assert (store.node("project:214056").text, store.node("project:214056").name) == (rich[1].text, rich[1].name)


def test_the_title_and_objective_are_the_text_of_a_project(tmp_path: Path) -> None:
    found = read_cordis(download(tmp_path, took("1", "7"), projects=[project("1", objective="Wind\nfarms.")]))

    assert node(found.batch, "project:91").text == "Title of 1. Wind farms."


def test_a_legal_basis_of_several_fields_counts_in_equal_parts(tmp_path: Path) -> None:
    found = read_cordis(download(tmp_path, took("1", "7"), projects=[project("1", basis="HORIZON.2.5")]))

    assert [(edge.target, round(edge.weight, 3)) for edge in edges(found.batch, Rel.CLASSIFIED_AS, "project:91")] == [
        ("field:SC3", 0.333),
        ("field:SC4", 0.333),
        ("field:SC5", 0.333),
    ]


@pytest.mark.parametrize(
    ("basis", "topic", "fields"),
    [
        ("H2020-EU.1.1.", "", ("ERC",)),
        ("H2020-EU.2.1.1.", "ERC-2020", ("LEIT",)),
        ("H2020-EU.3.4.;H2020-EU.3.2.", "", ("SC2", "SC4")),
        ("HORIZON.2.5.7", "", ("SC4",)),
        ("HORIZON.3.1", "HORIZON-EIC-2022-ACCELERATOROPEN-01", ("SME",)),
        ("EURATOM2027", "", ("EURATOM",)),
        ("H2020-EC", "FoF-08-2015", ("LEIT",)),
        ("", "SomethingElse-1", ()),
        ("", "", ()),
    ],
)
def test_bases_and_topics_lead_to_fields(basis: str, topic: str, fields: tuple[str, ...]) -> None:
    assert programme().fields(basis, topic) == fields


def test_a_region_of_our_list_is_a_place(tmp_path: Path) -> None:
    found = read_cordis(download(tmp_path, took("1", "7", nuts="DE300"), took("1", "8", nuts="FR101"), took("1", "9", nuts="DE999"), projects=[project("1")]))
    places = {(edge.source, edge.target) for edge in found.batch.edges if edge.rel is Rel.LOCATED_IN}

    assert places == {("business:7", "region:DE300"), *((f"business:{pic}", "country:DE") for pic in (7, 8, 9))}


def test_a_country_we_do_not_know_is_said(tmp_path: Path) -> None:
    found = read_cordis(download(tmp_path, took("1", "7", country="QQ"), took("1", "8"), projects=[project("1")]))

    assert found.remarks[-1] == "1 organisations came in without a country, since our list has none called QQ"


def test_what_cannot_come_in_is_counted(tmp_path: Path) -> None:
    lines = [took("1", "7"), took("1", "7"), took("1", "x"), took("1", "8", kind=""), took("1", "9")[:-1], took("", "9")]
    found = read_cordis(download(tmp_path, *lines, projects=[project("1"), project("2"), project("y")]))

    assert dict(found.left_out) == {"again": 1, "untyped": 1, "malformed": 4, "alone": 1}
    assert found.participations == 1


def test_a_term_of_science_that_is_new_to_us_gets_its_place(tmp_path: Path) -> None:
    science = table(("projectID", "euroSciVocCode", "euroSciVocPath"), ("1", "/27/999999999", "/agricultural sciences/moon farming"), ("1", "/no/code", ""))
    found = read_cordis(download(tmp_path, took("1", "7"), projects=[project("1")], euroSciVoc=science))
    term = node(found.batch, "expertise:esv-999999999")

    assert (term.name, found.left_out["malformed"]) == ("moon farming", 1)
    assert [edge.target for edge in edges(found.batch, Rel.BROADER, term.id)] == ["expertise:esv-27"]
    assert [edge.target for edge in edges(found.batch, Rel.HAS_EXPERTISE, "business:7")] == [term.id]


def test_contact_fields_are_never_read(tmp_path: Path) -> None:
    found = read_cordis(download(tmp_path, took("1", "7"), projects=[project("1")]))

    assert "example.org" not in repr(found)


def test_without_any_date_no_year_can_be_asked_for(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match=r"add project\.csv"):
        read_cordis(download(tmp_path, took("1", "7")), until=2020)


def test_a_year_before_all_projects_is_said(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="began until 2014"):
        read_cordis(download(tmp_path, took("1", "7"), projects=[project("1")]), until=2014)


def test_importing_again_changes_nothing(tmp_path: Path) -> None:
    store = connect("sqlite:///:memory:")
    store.write(taxonomies())
    store.write(read_cordis(SAMPLE, known=known(store.snapshot())).batch)
    before = store.snapshot()
    again = read_cordis(SAMPLE, known=known(before)).batch
    store.write(again)

    after = store.snapshot()
    assert (after.ids.tolist(), after.weights.tolist(), again.deletions) == (before.ids.tolist(), before.weights.tolist(), [])


def test_what_the_store_knows_keeps_its_id_and_counts(tmp_path: Path) -> None:
    store = connect("sqlite:///:memory:")
    store.write(taxonomies())
    old = [project(id, basis="H2020-EU.3.4.") for id in ("1", "2", "4")]
    store.write(read_cordis(download(tmp_path / "a", *(took(id, "7") for id in ("1", "2", "4", "5")), projects=old)).batch)
    new = download(tmp_path / "b", took("3", "7", kind="OTH", country="FR"), took("5", "7", country="FR"), projects=[project("3"), project("5")])
    store.write(read_cordis(new, known=known(store.snapshot())).batch)

    around = store.around("business:7")
    projects = {"project:91", "project:92", "project:93", "project:94", "project:grant-5"}
    assert {node.id for node in around.nodes} == {"business:7", *projects, "country:FR", "field:SC4"}
    assert store.node("project:grant-5").name == "Title of 5"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("organization.csv", b"", "has no column 'projectID'"),
        ("organization.csv", b"projectID;name\n1;X\n", "'organisationID'; the first line of organization must name projectID, organisationID"),
        ("organization.csv", "projectID;Caf\u00e9\n".encode("latin-1"), "is not UTF-8"),
        ("organization.csv", b"x" * 600_000, "line of more than"),
        ("organization.csv.gz", b"no gzip", "cannot read organization.csv.gz"),
        ("organization.csv.gz", gzip.compress(b"projectID;organisationID")[:-9], "download it again"),
        ("cordis.zip", b"PK no zip", "is no zip"),
        ("other.csv", b"a;b\n", "neither organization.csv"),
    ],
)
def test_t13_a_hostile_table_gets_one_sentence(tmp_path: Path, name: str, content: bytes, words: str) -> None:
    (tmp_path / name).write_bytes(content)

    with pytest.raises(Invalid, match=words) as refused:
        read_cordis(tmp_path)
    assert "\n" not in str(refused.value)


def test_t13_quotes_that_do_not_close_are_refused(tmp_path: Path) -> None:
    (tmp_path / "organization.csv").write_text(";".join(TOOK_PART) + '\n1;7;"open' + "\nx;" * 100_000, "utf-8")

    with pytest.raises(Invalid, match="quotes that do not match"):
        read_cordis(tmp_path)


def test_t13_marks_that_nobody_sees_are_dropped(tmp_path: Path) -> None:
    found = read_cordis(download(tmp_path, took("1", "7", name="AC\u202eME\u200b \0 LTD\r\n"), projects=[project("1")]))

    assert found.batch.nodes[0].name == "Acme Ltd"


def test_t13_an_endless_name_is_cut(tmp_path: Path) -> None:
    found = read_cordis(download(tmp_path, took("1", "7", name="A" * 5_000), projects=[project("1", objective="B" * 50_000)]))

    assert (len(found.batch.nodes[0].name), len(found.batch.nodes[1].text)) == (300, 20_000)


def test_t14_a_bomb_is_refused_from_the_directory_of_the_zip(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("csv/organization.csv", b";" * 20_000_000)

    with pytest.raises(Invalid, match="would unpack to 20 MB"):
        read_cordis(tmp_path / "bomb.zip")


def test_a_damaged_zip_is_refused(tmp_path: Path) -> None:
    whole = zipped(SAMPLE, tmp_path / "whole.zip").read_bytes()
    at = whole.index(b"organization.csv") + 200
    (tmp_path / "broken.zip").write_bytes(whole[:at] + bytes(64) + whole[at + 64 :])

    with pytest.raises(Invalid, match=r"organization\.csv in broken\.zip"):
        read_cordis(tmp_path / "broken.zip")


def test_a_path_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="nowhere"):
        read_cordis(tmp_path / "nowhere")


@pytest.mark.parametrize(("text", "value"), [("1,5", 1.5), ("1788682.0", 1788682.0), ("", None), ("NA", None), ("1.000,5", None), ("inf", None)])
def test_amounts_have_comma_or_point(text: str, value: float | None) -> None:
    assert amount(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [("31.8945761,34.73", (34.73, 31.8945761)), ("(52.1, 5.2)", (5.2, 52.1)), ("0,0", None), ("95.0,1.0", None), ("1,200", None), ("", None), ("x", None)],
)
def test_points_name_latitude_first(text: str, value: tuple[float, float] | None) -> None:
    assert point(text) == value


@pytest.mark.parametrize(
    ("text", "value"), [("IL514699743", "IL514699743"), ("BE 0456.810.810", "BE0456.810.810"), ("MISSING", ""), ("NOTAPPLICABLE", ""), ("", "")]
)
def test_words_are_no_register_number(text: str, value: str) -> None:
    assert register_number(text) == value


@pytest.mark.parametrize(("text", "value"), [("True", True), ("false", False), ("", None), ("perhaps", None)])
def test_a_flag_may_be_unknown(text: str, value: bool | None) -> None:
    assert flag(text) is value


@pytest.mark.parametrize(
    ("name", "calm"),
    [
        ("GUIDANCE NAVIGATION HOLDINGS LTD", "Guidance Navigation Holdings Ltd"),
        ("SIEMENS ENERGY GLOBAL GMBH & CO. KG", "Siemens Energy Global GmbH & Co. KG"),
        ("CNRS - CENTRE NATIONAL DE LA RECHERCHE", "CNRS - Centre National de la Recherche"),
        ("CONFEDERAZIONE GENERALE DELL'AGRICOLTURA", "Confederazione Generale dell'Agricoltura"),
        ("LEIBNIZ-INSTITUT FUER NEUE MATERIALIEN (INM)", "Leibniz-Institut Fuer Neue Materialien (INM)"),
        ("GREEN4CITIES GMBH", "GREEN4CITIES GmbH"),
        ("L'AVION JAUNE", "L'Avion Jaune"),
        ("THE AG LTD", "The AG Ltd"),
        ("eBay GmbH", "eBay GmbH"),
        ("", ""),
    ],
)
def test_names_in_capitals_are_calmed(name: str, calm: str) -> None:
    assert calming()(name) == calm


@given(st.text(st.characters(codec="ascii"), max_size=40))
def test_only_the_case_of_a_name_changes(name: str) -> None:
    assert calming()(name).upper() == name.upper()
