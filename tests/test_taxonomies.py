"""The shipped taxonomies: complete in three languages, every way up exists, no code in capitals or of another spelling."""

from collections import Counter

import pytest

from graph.model import Batch
from graph.schema import Kind, Rel
from seeds.taxonomies import taxonomies


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


def test_every_name_but_those_of_regions_is_there_in_three_languages(known: Batch) -> None:
    incomplete = [node.id for node in known.nodes if node.kind is not Kind.REGION and not (node.name and node.props["name_de"] and node.props["name_fr"])]

    assert incomplete == []


def test_no_name_is_in_capitals(known: Batch) -> None:
    assert [node.name for node in known.nodes if node.name.isupper()] == []


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
