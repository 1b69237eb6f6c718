"""Reading a user's CSV of businesses: good rows come in whole, bad ones are rejected with a sentence."""

from datetime import date
from pathlib import Path

import pytest

from graph.errors import Invalid
from graph.model import Batch
from graph.schema import Kind, Purpose, Rel
from seeds.businesses import read_businesses
from seeds.report import Report

TODAY = date(2026, 11, 24)
HEADER = "id,name,country,region,city,nace,size,employees,founded,lang,description,needs,offers,site\n"
GOOD = "b1,Backstube Morgenrot,DE,DE300,Berlin,10.71,,7,1998,de,Wir backen Brot.,Verpackung|Strom,Brot,https://morgenrot.example\n"


def read(tmp_path: Path, content: str | bytes, cluster: str | None = None) -> tuple[Batch, Report]:
    path = tmp_path / "members.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_businesses(path, cluster=cluster, today=TODAY)


def targets(batch: Batch, rel: Rel) -> list[str]:
    return [edge.target for edge in batch.edges if edge.rel is rel]


def test_a_good_row_comes_in_whole(tmp_path: Path) -> None:
    batch, report = read(tmp_path, HEADER + GOOD, cluster="cluster:spree")

    business = batch.nodes[0]
    assert (report.rows, report.accepted, report.rejected, report.problems) == (1, 1, 0, [])
    assert (business.id, business.name, business.text) == ("business:spree-b1", "Backstube Morgenrot", "Wir backen Brot.")
    assert business.props["size"] == "micro"
    assert targets(batch, Rel.LOCATED_IN) == ["country:DE", "region:DE300"]
    assert targets(batch, Rel.CLASSIFIED_AS) == ["sector:10.71"]
    assert targets(batch, Rel.MEMBER_OF) == ["cluster:spree"]
    assert [node.text for node in batch.nodes if node.kind is Kind.NEED] == ["Verpackung", "Strom"]


def test_the_uploader_declares_membership_for_matching_and_statistics(tmp_path: Path) -> None:
    batch, _ = read(tmp_path, HEADER + GOOD)

    props = batch.nodes[0].props
    assert (props["source"], props["basis"], props["purposes"], props["basis_on"]) == ("upload", "membership", "matching statistics", "2026-11-24")


def test_other_purposes_are_declared_on_purpose(tmp_path: Path) -> None:
    (tmp_path / "members.csv").write_text(HEADER + GOOD, "utf-8")
    batch, _ = read_businesses(tmp_path / "members.csv", today=TODAY, purposes=[Purpose.MATCHING, Purpose.SHOWING])

    assert batch.nodes[0].props["purposes"] == "matching showing"


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        (",,DE,,,,,,,,,,,\n", "name", "missing_name"),
        (",Studio Nord,,,,,,,,,,,,\n", "country", "missing_country"),
        (",Studio Nord,Atlantis,,,,,,,,,,,\n", "country", "unknown_country"),
        (",Studio Nord,DE,,,90.1,,,,,,,,\n", "nace", "ambiguous_nace"),
        (",Studio Nord,DE,,,1.1,,,,,,,,\n", "nace", "ambiguous_nace"),
        (",Studio Nord,DE,,,901,,,,,,,,\n", "nace", "ambiguous_nace"),
        (",Studio Nord,DE,,,90.99,,,,,,,,\n", "nace", "unknown_nace"),
        (",Studio Nord,DE,,,,huge,,,,,,,\n", "size", "unknown_size"),
        (",Studio Nord,DE,,,,,about 7,,,,,,\n", "employees", "not_a_number"),
        (",Studio Nord,DE,,,,,,2050,,,,,\n", "founded", "not_a_number"),
        (",Studio Nord,DE,,,,,,,it,,,,\n", "lang", "unknown_lang"),
        ("a/b,Studio Nord,DE,,,,,,,,,,,\n", "id", "bad_id"),
        (",Studio Nord,DE\n", "", "ragged_row"),
        (",Studio, Nord,DE,,,,,,,,,,,\n", "", "ragged_row"),
        (',"Studio" Nord,DE,,,,,,,,,,,\n', "", "broken_quotes"),
        (',"Studio Nord,DE,,,,,,,,,,,\n', "", "broken_quotes"),
        (",Studio \0Nord,DE,,,,,,,,,,,\n", "", "invalid"),
        (f",{'x' * 301},DE,,,,,,,,,,,\n", "", "invalid"),
        (f",Studio Nord,DE,,,,,,,,{'x' * 20_001},,,\n", "description", "cell_too_long"),
        (f",Studio Nord,DE,,,,,,,,,{'|'.join('abcdefghijklmnopqrstu')},,\n", "needs", "too_many"),
    ],
)
def test_a_bad_row_is_rejected_with_a_sentence_and_the_good_one_stays(tmp_path: Path, row: str, column: str, code: str) -> None:
    batch, report = read(tmp_path, HEADER + GOOD + row)

    problem = report.problems[0]
    assert (report.rows, report.accepted, report.rejected) == (2, 1, 1)
    assert (problem.row, problem.column, problem.code, problem.rejected) == (2, column, code, True)
    assert len(problem.message) > 20
    assert {node.id for node in batch.nodes if node.kind is Kind.BUSINESS} == {"business:own-b1"}


def test_a_duplicate_names_the_row_it_repeats(tmp_path: Path) -> None:
    _, report = read(tmp_path, HEADER + GOOD + GOOD)

    assert (report.problems[0].code, "row 1" in report.problems[0].message) == ("duplicate", True)


@pytest.mark.parametrize(
    ("written", "code"), [("90.01", "90.01"), ("9001", "90.01"), ("R90.01", "90.01"), ("90.01Z", "90.01"), ("62012", "62.01"), ("01.11", "01.11"), ("90", "90")]
)
def test_nace_is_understood_however_it_is_spelled(tmp_path: Path, written: str, code: str) -> None:
    batch, _ = read(tmp_path, f"name,country,nace\nStudio Nord,DE,{written}\n")

    assert targets(batch, Rel.CLASSIFIED_AS) == [f"sector:{code}"]


@pytest.mark.parametrize(("written", "code"), [("UK", "GB"), ("EL", "GR"), ("NA", "NA"), ("fr", "FR"), ("Deutschland", "DE"), ("Royaume-Uni", "GB")])
def test_countries_are_understood_however_they_are_spelled(tmp_path: Path, written: str, code: str) -> None:
    batch, _ = read(tmp_path, f"name,country\nStudio Nord,{written}\n")

    assert targets(batch, Rel.LOCATED_IN) == [f"country:{code}"]


def test_a_town_is_preferred_to_the_district_around_it(tmp_path: Path) -> None:
    batch, _ = read(tmp_path, "name,country,region\nStudio Nord,DE,München\n")

    assert targets(batch, Rel.LOCATED_IN) == ["country:DE", "region:DE212"]


def test_an_unknown_region_is_a_note_and_the_row_comes_in(tmp_path: Path) -> None:
    batch, report = read(tmp_path, "name,country,region\nStudio Nord,DE,FR101\n")

    assert (report.accepted, report.problems[0].code, report.problems[0].rejected) == (1, "region_elsewhere", False)
    assert targets(batch, Rel.LOCATED_IN) == ["country:DE"]


def test_an_unknown_column_is_noted(tmp_path: Path) -> None:
    _, report = read(tmp_path, "Name ,country,fax\nStudio Nord,DE,1\n")

    assert report.columns == {"Name ": "name", "country": "country"}
    assert [(problem.row, problem.column, problem.rejected) for problem in report.problems] == [(0, "fax", False)]


def test_an_id_of_zeros_and_text_with_quotes_survive(tmp_path: Path) -> None:
    batch, _ = read(tmp_path, 'id,name,country,description\n007,"Studio ""Nord""",DE,"Zeile eins\nZeile zwei; \'; DROP"\n')

    assert (batch.nodes[0].id, batch.nodes[0].name, batch.nodes[0].text) == ("business:own-007", 'Studio "Nord"', "Zeile eins\nZeile zwei; '; DROP")


def test_addresses_of_persons_are_cut_out_of_texts(tmp_path: Path) -> None:
    batch, report = read(tmp_path, "name,country,description\nStudio Nord,DE,Fragen an eva@studio.example oder +49 30 123456.\n")

    assert batch.nodes[0].text == "Fragen an … oder …."
    assert report.problems[0].code == "contact_removed"


def test_semicolons_blank_lines_and_a_byte_order_mark_are_no_problem(tmp_path: Path) -> None:
    _, report = read(tmp_path, "\ufeffname;country\n\n;\nStudio Nord;DE\n")

    assert (report.rows, report.accepted) == (1, 1)


def test_reading_again_takes_needs_away_that_are_gone(tmp_path: Path) -> None:
    batch, _ = read(tmp_path, HEADER + GOOD)

    gone = {key.id for key in batch.deletions}
    assert {"need:own-b1-1", "need:own-b1-2"}.isdisjoint(gone)
    assert "need:own-b1-3" in gone


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "no header"),
        (b"id,country\n1,DE\n", "'name'"),
        (b"name,name,country\nA,B,DE\n", "twice"),
        ("name,country\nMüller,DE\n".encode("latin-1"), "CSV UTF-8"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_by_name(tmp_path: Path, content: bytes, told: str) -> None:
    with pytest.raises(Invalid, match=r"members\.csv") as refused:
        read(tmp_path, content)

    assert told in str(refused.value)


def test_a_file_that_is_not_there_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match=r"none\.csv"):
        read_businesses(tmp_path / "none.csv", today=TODAY)


def test_what_is_no_cluster_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="cluster:acme"):
        read(tmp_path, HEADER + GOOD, cluster="business:x")
