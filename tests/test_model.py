"""The model checks itself against the schema when it is built."""

from enum import StrEnum

import pytest

from graph.errors import Invalid
from graph.model import Edge, Node, Scalar, kind_of, text_hash
from graph.schema import ENDS, PROPS, Kind, Rel


@pytest.mark.parametrize("kind", Kind)
def test_an_id_carries_its_kind(kind: Kind) -> None:
    assert kind_of(f"{kind}:acme-1.b_c~d") is kind


@pytest.mark.parametrize("id", ["", "acme", "business:", "business:a b", "business:-a", "company:acme", "business:é", "business:" + "a" * 121, "business:a\n"])
def test_what_is_no_id_is_refused_with_an_example(id: str) -> None:
    with pytest.raises(Invalid, match="write kind:key, such as business:acme"):
        Node(id, "Acme")


@pytest.mark.parametrize(
    ("props", "reason"),
    [
        ({"colour": "red"}, "unknown property 'colour'; known are source, lang"),
        ({"size": "huge"}, "size='huge'; use one of micro, small, medium, large"),
        ({"employees": "7"}, "must be int"),
        ({"employees": True}, "must be int"),
        ({"employees": 7.5}, "must be int"),
        ({"lon": float("nan")}, "must be a finite number"),
        ({"unnamed": 1}, "must be bool"),
        ({"city": "x" * 2001}, "at most 2000"),
        ({"city": "a\0b"}, "NUL"),
        ({"city": "\udc00"}, "half a character pair"),
    ],
)
def test_a_property_outside_the_schema_is_refused(props: dict[str, Scalar], reason: str) -> None:
    with pytest.raises(Invalid, match=reason):
        Node("business:acme", "Acme", props=props)


def test_a_whole_number_will_do_where_a_fraction_is_meant() -> None:
    assert Node("business:acme", "Acme", props={"lon": 2}).props == {"lon": 2.0}


def test_properties_cannot_be_changed() -> None:
    node = Node("business:acme", "Acme", props={"city": "Lyon"})

    with pytest.raises(TypeError):
        node.props["city"] = "Paris"  # type: ignore[index]


@pytest.mark.parametrize(("name", "text"), [("x" * 301, ""), ("", "x" * 20_001)])
def test_name_and_text_are_bounded(name: str, text: str) -> None:
    with pytest.raises(Invalid, match="at most"):
        Node("business:acme", name, text)


@pytest.mark.parametrize("rel", Rel)
def test_an_edge_leads_between_the_kinds_of_its_relation(rel: Rel) -> None:
    sources, targets = ENDS[rel]

    assert Edge(f"{min(sources)}:a", rel, f"{max(targets)}:b").rel is rel


@pytest.mark.parametrize("rel", Rel)
def test_an_edge_from_a_country_is_refused(rel: Rel) -> None:
    with pytest.raises(Invalid, match="cannot lead from country:FR"):
        Edge("country:FR", rel, "business:acme")


def test_an_edge_has_a_finite_weight() -> None:
    with pytest.raises(Invalid, match="finite number"):
        Edge("business:a", Rel.COLLABORATED_WITH, "business:b", float("inf"))


@pytest.mark.parametrize("kind", PROPS.values(), ids=PROPS)
def test_a_property_is_a_plain_value_or_a_word_of_a_list(kind: type) -> None:
    assert kind in {str, int, float, bool} or issubclass(kind, StrEnum)


def test_a_text_has_one_hash() -> None:
    assert text_hash("Brötchen") == text_hash("Brötchen") != text_hash("Brot")
