"""The matcher on the planted town: the best answer and why, what may never be said, and what is refused."""

from collections.abc import Callable
from itertools import product

import numpy as np
import pytest
import town

from graph import Store
from graph.errors import Invalid, NotFound
from graph.model import Batch, Edge, Node, text_hash
from graph.schema import Rel
from matcher import Matcher
from matcher.encoder import Encoder
from matcher.model import Match, MatchList

NEVER = ["rival", "mill", "friend", "silent", "998", "bakery"]
LANGS = ("en", "de", "fr")


@pytest.fixture(scope="module")
def store() -> Store:
    return town.town()


@pytest.fixture(scope="module")
def matcher(store: Store) -> Matcher:
    return town.matcher(store)


@pytest.fixture(scope="module")
def everything(matcher: Matcher) -> list[Match]:
    """Every match of every organisation of the town, in the three languages."""
    return [item for id, lang in product(matcher.index.ids.tolist(), LANGS) for item in matcher.partners(id, k=100, lang=lang).items]


def ids(found: MatchList) -> list[str]:
    return [item.node.id for item in found.items]


def views(matcher: Matcher, **seen: int) -> np.ndarray:
    """Everybody is a profile but those named: 0 hidden, 1 teaser."""
    made = np.full(len(matcher.index.ids), 2, dtype=np.int8)
    made[[matcher.index.row[f"business:{key}"] for key in seen]] = list(seen.values())
    return made


def test_the_bakery_should_meet_the_firm_across_the_border_whose_boards_it_needs(matcher: Matcher) -> None:
    best = matcher.partners(town.BAKERY, scope="international").items[0]

    assert best.node.id == town.FIBRE
    assert best.explanation.startswith(
        "Fibres du Rhin offers “Isolation en fibre de bois pour bâtiments”. You look for “Dämmung aus Holz für unsere Backstube”."
    )
    assert best.evidence[0].path == (Edge(town.BAKERY, Rel.NEEDS, "need:bakehouse"), Edge(town.FIBRE, Rel.OFFERS, "offer:boards"))
    assert best.international


def test_the_same_reason_in_german_and_french(matcher: Matcher) -> None:
    said = [matcher.partners(town.BAKERY, lang=lang).items[0].explanation for lang in ("de", "fr")]

    assert said[0].startswith("Fibres du Rhin bietet")
    assert "« Dämmung aus Holz" in said[1].replace("\u202f", " ").replace("\xa0", " ")


def test_a_score_is_the_sum_of_its_evidence(everything: list[Match]) -> None:
    assert [match.score for match in everything] == pytest.approx([sum(part.points for part in match.evidence) for match in everything], abs=1e-9)


def test_every_cited_edge_exists(store: Store, everything: list[Match]) -> None:
    snapshot, rels = store.snapshot(), tuple(Rel)
    known = {(snapshot.ids[s], rels[r], snapshot.ids[t]) for s, r, t in zip(snapshot.sources, snapshot.rels, snapshot.targets, strict=True)}
    cited = {(edge.source, edge.rel, edge.target) for match in everything for part in match.evidence for edge in part.path}

    assert len(cited) > 10
    assert cited <= known


def test_every_match_has_a_reason_and_one_against_and_names_for_its_path(everything: list[Match]) -> None:
    unnamed = [
        end for match in everything for part in match.evidence for edge in part.path for end in (edge.source, edge.target) if not (match.names or {}).get(end)
    ]

    assert unnamed == []
    assert all(match.explanation and match.watch_out for match in everything)
    assert all(match.probability is None or 0 < match.probability < 1 for match in everything)


@pytest.mark.parametrize("key", NEVER)
def test_rivals_partners_the_silent_and_the_nameless_are_never_suggested(matcher: Matcher, key: str) -> None:
    assert f"business:{key}" not in ids(matcher.partners(town.BAKERY, k=100))


def test_what_is_known_to_work_together_is_never_suggested(matcher: Matcher) -> None:
    assert "research_organisation:institute" not in ids(matcher.partners(town.BAKERY, k=100))


def test_another_sector_lists_only_pairs_known_to_be_so(matcher: Matcher) -> None:
    found = matcher.partners(town.BAKERY, sector="other", k=100)

    assert {match.cross_sector for match in found.items} == {True}
    assert "business:newcomer" in ids(found)
    assert town.FIBRE not in ids(found)  # wood and bread are both manufacturing


def test_places_are_kept_for_another_sector_and_for_newcomers_and_no_score_moves(matcher: Matcher) -> None:
    plain, kept = (matcher.partners(town.BAKERY, k=2, cross_sector=cross_sector) for cross_sector in (0, 2))
    every = {match.node.id: match.score for match in matcher.partners(town.BAKERY, k=100).items}

    assert [match.cross_sector for match in kept.items].count(True) > [match.cross_sector for match in plain.items].count(True)
    assert {match.node.id: match.score for match in kept.items}.items() <= every.items()
    assert [match.rank for match in kept.items] == [1, 2]
    assert plain.list != kept.list


def test_unknown_sectors_stand_under_any_and_say_so(matcher: Matcher) -> None:
    found = {match.node.id: match.cross_sector for match in matcher.partners(town.FIBRE, k=100).items}

    assert found["research_organisation:university"] is None


def test_scope_is_a_filter_inside_the_search(matcher: Matcher) -> None:
    abroad = matcher.partners(town.BAKERY, scope="international", k=1)
    every = matcher.partners(town.BAKERY, scope="international", k=100)

    assert ids(abroad) == ids(every)[:1]
    assert {match.international for match in every.items} == {True}


def test_the_dial_gives_full_points_at_the_distance_that_is_asked_for(matcher: Matcher) -> None:
    distance = matcher.partners(town.BAKERY).items[0].distance
    best = matcher.partners(town.BAKERY, distance=distance).items[0]

    assert {part.signal: part.points for part in best.evidence}["distance_band"] == matcher.weights["distance_band"]


def test_a_teaser_is_neither_named_nor_quoted_nor_on_a_path(matcher: Matcher) -> None:
    found = matcher.partners(town.BAKERY, views=views(matcher, shy=1), k=100)
    teaser = next(match for match in found.items if match.node.id == "business:shy")
    said = " ".join([teaser.explanation, teaser.watch_out, *(part.text for part in teaser.evidence)])

    assert "Shylock" not in said
    assert "Isolation" not in said
    assert [part.path for part in teaser.evidence if part.path] == []


def test_a_hidden_organisation_is_neither_listed_nor_named(matcher: Matcher) -> None:
    found = matcher.partners(town.FIBRE, views=views(matcher, bakery=0), k=100)

    assert town.BAKERY not in ids(found)
    assert "Backhaus" not in str(found.items)


def test_a_hidden_organisation_lends_no_weight_to_a_tie(matcher: Matcher) -> None:
    hidden = np.where(matcher.index.ids == "research_organisation:institute", 0, 2).astype(np.int8)
    known, unknown = (next(match for match in matcher.partners(town.BAKERY, views=seen).items if match.node.id == town.FIBRE) for seen in (None, hidden))

    assert {"common_researchers", "walk"} <= {part.signal for part in known.evidence}
    assert {"common_researchers", "walk"}.isdisjoint(part.signal for part in unknown.evidence)


def test_a_need_in_another_language_finds_the_offer_and_is_not_kept(store: Store) -> None:
    text = "We need insulation of wood"
    found = town.matcher(store).partners_for_need(text, country="DE", scope="international")

    assert ids(found)[0] == town.FIBRE
    assert store.vectors("words", [text_hash(text)]) == {}


def test_the_same_question_gives_the_same_list(store: Store) -> None:
    assert town.matcher(store).partners(town.BAKERY) == town.matcher(store).partners(town.BAKERY)


def test_another_question_has_another_id(matcher: Matcher) -> None:
    assert matcher.partners(town.BAKERY, k=3).list != matcher.partners(town.BAKERY, k=4).list


def test_the_index_follows_the_store() -> None:
    store = town.town()
    matcher = town.matcher(store)
    before = ids(matcher.partners(town.BAKERY, k=100))
    store.write(Batch([Node("business:late", "Late", "", town.MEMBER)], [Edge("business:late", Rel.LOCATED_IN, "country:FR")]))

    assert set(ids(matcher.partners(town.BAKERY, k=100))) - set(before) == {"business:late"}


def test_services_are_open_at_home_and_in_a_language_one_works_in(matcher: Matcher) -> None:
    found = matcher.services(town.BAKERY)

    assert ids(found) == ["service:open", "service:plain"]
    assert found.items[0].explanation.startswith("“Energieberatung” fits what you look for: “Dämmung aus Holz für unsere Backstube”.")
    assert [match.score for match in found.items] == pytest.approx([sum(part.points for part in match.evidence) for match in found.items])


@pytest.mark.parametrize(
    ("ask", "told"),
    [
        (lambda m: m.partners(town.BAKERY, k=0), "1 to 100"),
        (lambda m: m.partners(town.BAKERY, k=101), "1 to 100"),
        (lambda m: m.partners(town.BAKERY, k=3, cross_sector=4), "0 to 3"),
        (lambda m: m.partners(town.BAKERY, newcomers=-1), "newcomers=-1"),
        (lambda m: m.partners(town.BAKERY, distance=1.1), "0 is near"),
        (lambda m: m.partners(town.BAKERY, distance=float("nan")), "0 is near"),
        (lambda m: m.partners(town.BAKERY, scope="moon"), "international"),
        (lambda m: m.partners(town.BAKERY, sector="red"), "other"),
        (lambda m: m.partners(town.BAKERY, lang="it"), "fr"),
        (lambda m: m.partners_for_need(" "), "what you look for"),
        (lambda m: m.partners_for_need("x" * 2001), "2000"),
        (lambda m: m.partners_for_need("wood", scope="national"), "DE"),
        (lambda m: m.partners(town.BAKERY, views=np.zeros(1, dtype=np.int8)), "same index"),
    ],
)
def test_what_is_out_of_bounds_is_refused_with_the_remedy(matcher: Matcher, ask: Callable[[Matcher], MatchList], told: str) -> None:
    with pytest.raises(Invalid, match=told):
        ask(matcher)


def test_an_unknown_organisation_is_not_found(matcher: Matcher) -> None:
    with pytest.raises(NotFound, match="business:nobody"):
        matcher.partners("business:nobody")


def test_the_real_encoder_gives_the_same_best_answer(encoder: Encoder) -> None:
    found = town.matcher(town.town(), encoder).partners(town.BAKERY, scope="international")

    assert ids(found)[0] == town.FIBRE
