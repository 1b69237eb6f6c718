"""The illustrative programme: as large and as varied as promised, honest about being invented, the same on the same day."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

import pytest

from graph.model import Edge, Event, Node
from graph.schema import Happening, Kind, Lang, Rel, ServiceType
from seeds.demo import demo, invented
from seeds.demo.profiles import Archetype, archetypes
from seeds.taxonomies import taxonomies

TODAY = date(2026, 11, 24)
REACHABLE = re.compile(r"@|https?:|www\.|\+\d|\b\d{5,}\b")


class World:
    """Everything the demonstration writes, by kind."""

    def __init__(self, scale: int = 660) -> None:
        self.known = {node.id: node for node in taxonomies().nodes}
        self.stages = list(invented(list(self.known.values()), TODAY, scale=scale))
        self.nodes: list[Node] = [node for _, batch in self.stages for node in batch.nodes]
        self.edges: list[Edge] = [edge for _, batch in self.stages for edge in batch.edges]
        self.events: list[Event] = [event for _, batch in self.stages for event in batch.events]

    def of(self, kind: Kind) -> list[Node]:
        return [node for node in self.nodes if node.kind is kind]

    def edge(self, rel: Rel) -> Iterator[Edge]:
        return (edge for edge in self.edges if edge.rel is rel)


@pytest.fixture(scope="module")
def world() -> World:
    return World()


def test_there_are_eleven_clusters_in_three_countries(world: World) -> None:
    countries = Counter(edge.target for edge in world.edge(Rel.LOCATED_IN) if edge.source.startswith("cluster:") and edge.target.startswith("country:"))

    assert countries == {"country:GB": 4, "country:DE": 4, "country:FR": 3}


def test_every_cluster_has_at_least_fifteen_members(world: World) -> None:
    members = Counter(edge.target for edge in world.edge(Rel.MEMBER_OF))

    assert len(members) == 11
    assert min(members.values()) >= 15


def test_there_are_660_businesses_and_none_has_the_name_of_another(world: World) -> None:
    names = {node.name for node in world.of(Kind.BUSINESS)}

    assert len(names) == len(world.of(Kind.BUSINESS)) == 660


def test_about_six_in_ten_are_creative_in_all_nine_subsectors(world: World) -> None:
    sectors = [edge.target for edge in world.edge(Rel.CLASSIFIED_AS)]
    creative = [world.known[sector].props["creative"] for sector in sectors if "creative" in world.known[sector].props]

    assert len(set(creative)) == 9
    assert 0.55 < len(creative) / len(sectors) < 0.65


def test_partner_firms_come_from_many_sections(world: World) -> None:
    divisions = {edge.target[7:9] for edge in world.edge(Rel.CLASSIFIED_AS) if "creative" not in world.known[edge.target].props}

    assert len(divisions) >= 25


def test_everything_invented_says_so(world: World) -> None:
    assert {node.props["source"] for node in world.nodes} == {"illustrative"}
    assert {":ill-" in node.id for node in world.nodes} == {True}


def test_sectors_regions_topics_and_markets_exist(world: World) -> None:
    made = {node.id for node in world.nodes}
    ends = {end for edge in world.edges for end in (edge.source, edge.target)}

    assert ends - made - world.known.keys() == set()


def test_every_business_sits_in_a_region_and_its_country(world: World) -> None:
    up = {edge.source: edge.target for edge in taxonomies().edges if edge.rel is Rel.BROADER}
    places: dict[str, list[str]] = {}
    for edge in world.edge(Rel.LOCATED_IN):
        places.setdefault(edge.source, []).append(edge.target)
    pairs = [sorted(found) for id, found in places.items() if id.startswith("business:")]

    assert {(country, up[up[up[region]]]) for country, region in pairs} == {(code, code) for code in ("country:GB", "country:DE", "country:FR")}


def test_every_need_and_offer_is_a_sentence_in_a_language_about_something(world: World) -> None:
    about = {edge.source for edge in world.edge(Rel.ABOUT)}
    wishes = world.of(Kind.NEED) + world.of(Kind.OFFER)

    assert {str(wish.props["lang"]) for wish in wishes} == set(Lang)
    assert [wish.id for wish in wishes if wish.id not in about or not wish.name or len(wish.text) < 30] == []


def test_some_businesses_have_not_said_what_they_need(world: World) -> None:
    silent = {node.id for node in world.of(Kind.BUSINESS)} - {edge.source for edge in world.edge(Rel.NEEDS)}

    assert 0.04 < len(silent) / 660 < 0.13


def test_descriptions_have_two_to_four_sentences_and_no_open_placeholder(world: World) -> None:
    texts = [node.text for node in world.of(Kind.BUSINESS)]

    assert [text for text in texts if "{" in text or not 80 < len(text) < 700] == []
    assert len(set(texts)) == 660


def test_french_towns_elide(world: World) -> None:
    assert [node.text for node in world.nodes if re.search(r"\b[Dd]e (Angers|Arras|Amiens)", node.text)] == []


def test_nobody_can_be_reached_by_what_is_written(world: World) -> None:
    assert [node.id for node in world.nodes if REACHABLE.search(node.text) or REACHABLE.search(node.name)] == []
    assert [batch.contacts for _, batch in world.stages if batch.contacts] == []


def test_one_cluster_does_not_show_its_members(world: World) -> None:
    cluster = {edge.source: edge.target for edge in world.edge(Rel.MEMBER_OF)}
    hidden = {cluster[node.id] for node in world.of(Kind.BUSINESS) if "showing" not in str(node.props["purposes"]) and "ended" not in node.props}

    assert hidden == {"cluster:ill-gestaltung-neckartal"}


def test_services_of_all_kinds_are_there_in_three_languages(world: World) -> None:
    services = world.of(Kind.SERVICE)

    assert len(services) >= 60
    assert {(node.props["lang"], node.props["service_type"]) for node in services} == {(str(lang), str(type)) for lang in Lang for type in ServiceType}


def test_every_service_has_a_provider_and_a_topic_and_most_are_open_today(world: World) -> None:
    services = {node.id: node for node in world.of(Kind.SERVICE)}
    open_today = [node for node in services.values() if str(node.props["opens"]) <= TODAY.isoformat() <= str(node.props["closes"])]

    assert services.keys() <= {edge.source for edge in world.edge(Rel.PROVIDED_BY)}
    assert services.keys() <= {edge.source for edge in world.edge(Rel.ABOUT)}
    assert len(open_today) / len(services) > 0.8


def test_ties_stay_mostly_in_the_cluster_and_some_cross_borders(world: World) -> None:
    country = {edge.source: edge.target for edge in world.edge(Rel.LOCATED_IN) if edge.target.startswith("country:")}
    ties = list(world.edge(Rel.COLLABORATED_WITH))
    abroad = [edge for edge in ties if country[edge.source] != country[edge.target]]

    assert len(ties) > 400
    assert 0.03 < len(abroad) / len(ties) < 0.2


def test_competitors_do_the_same_thing(world: World) -> None:
    sector = {edge.source: edge.target for edge in world.edge(Rel.CLASSIFIED_AS)}
    rivals = list(world.edge(Rel.COMPETES_WITH))

    assert len(rivals) > 10
    assert {sector[edge.source] == sector[edge.target] for edge in rivals} == {True}


def test_history_is_the_last_two_years_in_order_and_never_in_the_future(world: World) -> None:
    days = [event.on for event in world.events]

    assert days == sorted(days)
    assert TODAY - timedelta(days=730) <= days[0] <= TODAY - timedelta(days=720)
    assert TODAY - timedelta(days=7) <= days[-1] <= TODAY


def test_what_follows_in_the_history_was_preceded(world: World) -> None:
    def seen(happening: Happening) -> set[str]:
        return {event.subject for event in world.events if event.happening is happening}

    assert seen(Happening.ATTENDED) <= seen(Happening.INVITED)
    assert seen(Happening.SERVICE_COMPLETED) <= seen(Happening.SUPPORT_GIVEN)
    assert seen(Happening.SERVICE_COMPLETED) <= seen(Happening.SERVICE_STARTED) <= seen(Happening.REFERRED)
    assert seen(Happening.ACTION_PLANNED) <= seen(Happening.NEED_ASSESSED)
    assert seen(Happening.MET) <= seen(Happening.MEETING_SCHEDULED) <= seen(Happening.INTRODUCED) <= seen(Happening.INTEREST_SENT)


def test_the_same_day_gives_the_same_demonstration(world: World) -> None:
    assert World().stages == world.stages


def test_a_smaller_demonstration_is_the_beginning_of_a_larger_one(world: World) -> None:
    small = [node for node in World(132).nodes if node.kind is Kind.BUSINESS]

    assert small == world.of(Kind.BUSINESS)[:132]


def test_one_entry_in_a_hundred_is_a_business_once_more_in_another_cluster(world: World) -> None:
    cluster = {edge.source: edge.target for edge in world.edge(Rel.MEMBER_OF)}
    names = {node.id: node.name for node in world.of(Kind.BUSINESS)}
    pairs = [(one, other) for one in names for other in names if other.startswith(f"{one}-") and cluster.get(one, other) != cluster[other]]

    assert len(pairs) == 6
    assert {names[one] == names[other] for one, other in pairs} == {False}


def test_who_left_is_kept_without_a_cluster_and_without_a_purpose(world: World) -> None:
    left = {node.id: node for node in world.of(Kind.BUSINESS) if "ended" in node.props}

    assert len(left) > 5
    assert left.keys() == {event.subject for event in world.events if event.happening is Happening.LEFT}
    assert left.keys() & {edge.source for edge in world.edge(Rel.MEMBER_OF)} == set()
    assert {str(node.props["purposes"]) for node in left.values()} == {""}


@pytest.mark.long
def test_without_illustrative_only_real_facts_are_left() -> None:
    stages = list(demo(TODAY, illustrative=False))

    assert [label for label, _ in stages] == ["taxonomies", "network"]


def test_there_are_enough_kinds_of_business_and_each_speaks_three_languages() -> None:
    found = archetypes()

    assert len(found) >= 45
    assert len({archetype.key for archetype in found}) == len(found)
    assert {len(archetype.texts) for archetype in found} == {3}


@pytest.mark.parametrize("archetype", archetypes(), ids=lambda archetype: archetype.key)
def test_an_archetype_says_as_much_in_each_language_and_no_sentence_twice(archetype: Archetype) -> None:
    texts = archetype.texts.values()
    sentences = [sentence for text in texts for piece in (text.opening, text.speciality, text.needs, text.offers) for sentence in piece]

    assert len({(len(text.names), len(text.opening), len(text.speciality), len(text.needs), len(text.offers)) for text in texts}) == 1
    assert len(set(sentences)) == len(sentences)


@pytest.mark.long
def test_the_large_demonstration_stays_varied() -> None:
    large = World(7_600)
    texts = {node.text for node in large.of(Kind.BUSINESS)}

    assert len({node.id for node in large.of(Kind.BUSINESS)}) == 7_600
    assert len(texts) > 7_500


def test_most_needs_of_one_sector_are_met_by_offers_of_another(world: World) -> None:
    sector = {edge.source: edge.target for edge in world.edge(Rel.CLASSIFIED_AS)}
    owner = {edge.target: edge.source for rel in (Rel.NEEDS, Rel.OFFERS) for edge in world.edge(rel)}
    topics: dict[str, set[str]] = {}
    for edge in world.edge(Rel.ABOUT):
        topics.setdefault(edge.source, set()).add(edge.target)
    offered = {(topic, sector[owner[offer.id]][:9]) for offer in world.of(Kind.OFFER) for topic in topics[offer.id] if topic.startswith("expertise:")}
    some = Random(7).sample(world.of(Kind.NEED), 200)
    met = [need for need in some if any(topic in topics[need.id] and where != sector[owner[need.id]][:9] for topic, where in offered)]

    assert len(met) / len(some) > 0.9
