"""The shipped taxonomies: complete in three languages, every way up exists, no code in capitals or of another spelling."""

from collections import Counter

import pytest

from graph.model import Batch
from graph.schema import Kind, Rel
from seeds.taxonomies import taxonomies
from seeds.taxonomies.lookup import topics
from seeds.taxonomies.nace21 import nace21


@pytest.fixture(scope="module")
def known() -> Batch:
    return taxonomies()


def ids(known: Batch, kind: Kind) -> list[str]:
    return [node.id for node in known.nodes if node.kind is kind]


def parents(known: Batch) -> dict[str, str]:
    return {edge.source: edge.target for edge in known.edges if edge.rel is Rel.BROADER}


def test_nace_has_its_levels(known: Batch) -> None:
    levels = Counter(str(node.props["level"]) for node in known.nodes if node.kind is Kind.SECTOR)

    assert levels == {"section": 21, "division": 88, "group": 272, "class": 615}


def test_a_class_leads_up_to_its_section(known: Batch) -> None:
    up = parents(known)

    assert up["sector:90.01"] == "sector:90.0"
    assert up["sector:90.0"] == "sector:90"
    assert up["sector:90"] == "sector:R"
    assert "sector:R" not in up


def test_the_creative_classes_are_nine_subsectors(known: Batch) -> None:
    creative = Counter(str(node.props["creative"]) for node in known.nodes if "creative" in node.props)

    assert len(creative) == 9
    assert creative.total() == 31


def test_a_region_leads_up_to_its_country(known: Batch) -> None:
    up = parents(known)

    assert (up["region:DE300"], up["region:DE30"], up["region:DE3"]) == ("region:DE30", "region:DE3", "country:DE")
    assert (up["region:UKN10"], up["region:UKN"]) == ("region:UKN0", "country:GB")
    assert up["region:EL3"] == "country:GR"


def test_both_ends_of_every_edge_exist(known: Batch) -> None:
    present = {node.id for node in known.nodes}

    assert {end for edge in known.edges for end in (edge.source, edge.target)} <= present


def test_every_id_is_there_once(known: Batch) -> None:
    assert Counter(node.id for node in known.nodes).most_common(1)[0][1] == 1


def test_every_name_but_those_of_regions_and_science_is_there_in_three_languages(known: Batch) -> None:
    incomplete = [node.id for node in known.nodes if not (node.name and node.props.get("name_de") and node.props.get("name_fr"))]

    assert [id for id in incomplete if not id.startswith(("region:", "expertise:esv-"))] == []


def test_no_name_is_in_capitals_but_abbreviations(known: Batch) -> None:
    assert sorted(node.name for node in known.nodes if node.name.isupper()) == ["4G", "5G", "CD-ROM", "DNA", "HIV", "RNA", "TNT"]


def test_countries_are_iso_codes_and_namibia_is_one(known: Batch) -> None:
    countries = ids(known, Kind.COUNTRY)

    assert {"country:NA", "country:GB", "country:GR"} <= set(countries)
    assert {"country:UK", "country:EL"}.isdisjoint(countries)


def test_borders_are_the_same_from_both_sides(known: Batch) -> None:
    borders = {(node.id[8:], other) for node in known.nodes if node.kind is Kind.COUNTRY for other in str(node.props["borders"]).split()}

    assert ("DE", "FR") in borders
    assert borders == {(other, one) for one, other in borders}


def test_names_of_countries_come_in_three_languages(known: Batch) -> None:
    germany = next(node for node in known.nodes if node.id == "country:DE")

    assert (germany.name, germany.props["name_de"], germany.props["name_fr"]) == ("Germany", "Deutschland", "Allemagne")


def test_supplies_are_shares_between_divisions(known: Batch) -> None:
    supplies = [edge for edge in known.edges if edge.rel is Rel.SUPPLIES]
    bought = sum(edge.weight for edge in supplies if edge.target == "sector:10")

    assert all(0 < edge.weight <= 1 for edge in supplies)
    assert 0.9 < bought <= 1


def test_products_and_services_are_expertise_in_three_languages_with_their_way_up(known: Batch) -> None:
    covers = next(node for node in known.nodes if node.id == "expertise:cpv-31532700")
    up = parents(known)

    assert (covers.name, covers.props["name_de"], covers.props["name_fr"]) == ("Lamp covers", "Lampenabdeckungen", "Écran protecteur de lampe")
    assert (up[covers.id], up["expertise:cpv-31532000"]) == ("expertise:cpv-31532000", "expertise:cpv-31530000")
    assert sum(node.id.startswith("expertise:cpv-") for node in known.nodes) == 9454


def test_fields_of_science_lead_up_to_six(known: Batch) -> None:
    up = parents(known)
    science = [node for node in known.nodes if node.id.startswith("expertise:esv-")]

    assert (len(science), up["expertise:esv-483"], up["expertise:esv-79"]) == (980, "expertise:esv-79", "expertise:esv-27")
    assert sum(node.id not in up for node in science) == 6


def test_the_revised_nace_is_no_part_of_the_graph(known: Batch) -> None:
    assert "sector:62.10" not in ids(known, Kind.SECTOR)


def test_a_code_of_the_revised_nace_is_translated() -> None:
    revised = nace21()["62.10"]

    assert (revised.name, revised.nace2, revised.is_new) == ("Computer programming activities", "62.01", True)


def test_the_same_digits_may_mean_something_else_in_the_revised_nace() -> None:
    assert (nace21()["58.12"].name, nace21()["58.12"].nace2, nace21()["58.12"].is_new) == ("Publishing of newspapers", "58.13", False)
    assert nace21()["20.51"].nace2 == "20.5"


def test_all_codes_of_the_revised_nace_but_sections_lie_in_the_old_one(known: Batch) -> None:
    levels = Counter(revised.level for revised in nace21().values())
    old = set(ids(known, Kind.SECTOR))

    assert levels == {"section": 22, "division": 87, "group": 287, "class": 651}
    assert [revised.code for revised in nace21().values() if revised.level != "section" and f"sector:{revised.nace2}" not in old] == []


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("31532700-1", "cpv-31532700"),
        ("CPV: 31532700", "cpv-31532700"),
        ("/27/79/483", "esv-483"),
        ("EuroSciVoc /27/79", "esv-79"),
        ("own-branding", "own-branding"),
        (" gestaltung ", "own-design"),
        ("Écran protecteur de lampe", "cpv-31532700"),
        ("Plant cloning", "esv-1275"),
    ],
)
def test_expertise_is_found_by_code_or_name(text: str, id: str) -> None:
    assert topics().find(text) == f"expertise:{id}"


@pytest.mark.parametrize("text", ["", "99999999", "12345678", "/0", "/27/", "Quatsch", "expertise:", "1" * 10_000])
def test_what_no_scheme_knows_is_not_found(text: str) -> None:
    assert topics().find(text) is None
