"""Distance as a band, for all needs or for one, and competitors: who makes the same, where, for whom, and never sees a need."""

from collections.abc import Sequence

import numpy as np
import pytest
import town

from graph.errors import Invalid
from graph.model import Batch, Edge, Node
from graph.schema import Rel
from matcher import Matcher
from matcher.index import Index
from matcher.query import of_business
from matcher.signals.apart import Band, competitors, distances, targets

PLACES = [
    Node("country:DE", "Germany"),
    Node("country:FR", "France"),
    *(Node(f"region:{code}", code) for code in ("DE2", "DE21", "DE30")),
    Node("sector:10.71", "Bread"),
    Node("sector:62.01", "Programming"),
    Node("market:hotels", "Hotels"),
    Node("market:schools", "Schools"),
    Node("offer:bread", "", "bread of grain"),
    Node("offer:brot", "", "Brot aus Getreide"),
    Node("offer:boxes", "", "boxes"),
]
TREE = [Edge("region:DE2", Rel.BROADER, "country:DE"), Edge("region:DE21", Rel.BROADER, "region:DE2"), Edge("region:DE30", Rel.BROADER, "country:DE")]


def firm(key: str, home: str, *, sector: str = "", offer: str = "", market: str = "", city: str = "") -> Batch:
    """A business with what is known of it."""
    id = f"business:{key}"
    ends = ((Rel.LOCATED_IN, home), (Rel.CLASSIFIED_AS, sector), (Rel.OFFERS, offer), (Rel.SERVES_MARKET, market))
    props = {**town.MEMBER, "city": city} if city else town.MEMBER
    return Batch([Node(id, key, "", props)], [Edge(id, rel, target) for rel, target in ends if target])


def matcher(*firms: Batch) -> Matcher:
    store = town.connect("sqlite:///:memory:")
    for batch in (Batch(PLACES, TREE), *firms):
        store.write(batch)
    return town.matcher(store)


def rivals(*firms: Batch) -> list[tuple[str, str]]:
    """Every pair that is kept apart, read from both sides."""
    index = matcher(*firms).index
    flags = [competitors(index, of_business(index, row, today=town.TODAY, distance=0.5)) for row in range(len(index.ids))]
    return [(str(index.names[row]), str(index.names[other])) for row, some in enumerate(flags) for other in np.flatnonzero(some)]


BOTH = [("one", "two"), ("two", "one")]
BREAD = {"sector": "sector:10.71"}


@pytest.mark.parametrize(
    ("homes", "towns", "expected"),
    [
        (("region:DE21", "region:DE21"), ("", ""), BOTH),
        (("region:DE21", "region:DE30"), ("", ""), []),
        (("region:DE21", "region:DE2"), ("", ""), BOTH),  # one is known less precisely
        (("country:DE", "country:DE"), ("Hof", "hof "), BOTH),
        (("country:DE", "country:DE"), ("Hof", "Köln"), []),
        (("region:DE21", "country:DE"), ("", ""), BOTH),  # nothing says that they are apart
        (("country:DE", "country:FR"), ("Hof", "Hof"), []),
    ],
)
def test_who_does_the_same_in_the_same_place_is_a_competitor_seen_from_either_side(homes: Sequence[str], towns: Sequence[str], expected: list[object]) -> None:
    found = rivals(firm("one", homes[0], city=towns[0], **BREAD), firm("two", homes[1], city=towns[1], **BREAD))

    assert found == expected


@pytest.mark.parametrize(
    ("offers", "markets", "expected"),
    [
        (("offer:bread", "offer:brot"), ("", ""), BOTH),  # the same in other words
        (("offer:bread", "offer:brot"), ("market:hotels", ""), BOTH),
        (("offer:bread", "offer:brot"), ("market:hotels", "market:schools"), []),
        (("offer:bread", "offer:boxes"), ("", ""), []),
    ],
)
def test_the_same_product_in_words_in_the_same_town_and_market_is_a_competitor(offers: Sequence[str], markets: Sequence[str], expected: list[object]) -> None:
    one, two = (
        firm(key, "region:DE21", sector=sector, offer=offer, market=market)
        for key, sector, offer, market in zip(("one", "two"), ("sector:10.71", "sector:62.01"), offers, markets, strict=True)
    )

    assert rivals(one, two) == expected


def test_a_declared_competitor_is_one_from_either_side_and_at_any_distance() -> None:
    declared = Batch([], [Edge("business:one", Rel.COMPETES_WITH, "business:two")])

    assert sorted(rivals(firm("one", "region:DE21"), firm("two", "country:FR"), declared)) == BOTH


def test_a_competitor_is_neither_listed_for_a_need_nor_shown_it() -> None:
    seeks = Batch([Node("need:x", "", "boxes")], [Edge("business:one", Rel.NEEDS, "need:x")])
    asked = matcher(firm("one", "region:DE21", **BREAD), firm("two", "region:DE21", offer="offer:boxes", **BREAD), seeks)

    assert [match.node.id for id in ("business:one", "business:two") for match in asked.partners(id).items] == []


@pytest.mark.parametrize(("band", "values"), [(Band(), [1, 0.5, 0]), (Band(width=0.25), [1, 0, 0]), (Band(steep=2), [1, 0.75, 0])])
def test_a_band_has_a_width_and_a_steepness(band: Band, values: list[float]) -> None:
    assert band.of(np.array([0.5, 0.25, 1.0]), 0.5).tolist() == values


@pytest.mark.parametrize(("width", "steep"), [(0, 1), (1.5, 1), (0.5, 0), (float("nan"), 1), (0.5, float("nan"))])
def test_a_band_without_width_is_refused(width: float, steep: float) -> None:
    with pytest.raises(Invalid, match="width is above 0"):
        Band(width, steep)


def explorer(distance: float) -> Index:
    """The town, in which the bakery's need carries a distance of its own."""
    need = Node("need:bakehouse", "Dämmung", "Dämmung aus Holz für unsere Backstube", {"lang": "de", "distance": distance})
    return town.matcher(town.town(Batch([need]))).index


def test_a_need_with_a_distance_of_its_own_beats_the_dial_for_those_who_meet_it() -> None:
    index = explorer(0.9)
    query = of_business(index, index.row[town.BAKERY], today=town.TODAY, distance=0.2)
    found = targets(index, query)

    assert found[index.row[town.FIBRE]] == 0.9
    assert found[index.row["business:colleague"]] == 0.2


def test_a_need_to_explore_ranks_the_far_and_one_to_exploit_the_near() -> None:
    far, near = explorer(1.0), explorer(0.0)
    points = [
        {match.node.id: {part.signal: part.points for part in match.evidence}.get("distance_band", 0) for match in found.items}
        for found in (town.matcher(town.town()).standing(index).partners(town.BAKERY, k=50) for index in (far, near))
    ]

    assert points[0][town.FIBRE] > points[1][town.FIBRE]
    assert distances(far, of_business(far, far.row[town.BAKERY], today=town.TODAY, distance=0.5))[far.row[town.FIBRE]] > 0.5
