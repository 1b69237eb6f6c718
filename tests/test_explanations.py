"""Explanations that a person can check: reasons by family, what would change a place in the list, and cited edges that exist."""

from collections.abc import Iterator
from itertools import product

import numpy as np
import pytest
import town

from api.commands.build import Built
from graph import connect
from graph.clock import SystemClock
from graph.model import Batch, Edge, Node, Snapshot
from graph.schema import Rel
from matcher import Matcher
from matcher.asked import Asked
from matcher.encoder import Encoder
from matcher.explaining.explain import explained
from matcher.lists.allowed import LANGS
from matcher.model import Match, MatchList
from matcher.query import of_business
from matcher.reasons import OPEN, reason
from matcher.reasons.teasers import teaser
from matcher.signals import SIGNALS, Listed
from matcher.signals.needs import SILENT

NEVER_READ = ("random walk", "pagerank", "log-odds", "adamic", "cosine", "vector", "embedding", "svd", "zufällig", "aléatoire")
"""Words of the trade that no explanation may need."""


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return town.matcher(town.town())


@pytest.fixture(scope="module")
def lists(matcher: Matcher) -> list[MatchList]:
    """Every organisation's whole list, in each language."""
    return [matcher.partners(id, k=100, lang=lang) for id, lang in product(matcher.index.ids.tolist(), LANGS)]


def said(match: Match) -> str:
    texts = [match.explanation, match.watch_out, match.missing, *(part.text for part in match.evidence), *(reason.text for reason in match.reasons)]
    return " ".join([*texts, match.without.text if match.without else ""])


def edges(snapshot: Snapshot) -> set[tuple[str, Rel, str]]:
    rels = tuple(Rel)
    return {(snapshot.ids[s], rels[r], snapshot.ids[t]) for s, r, t in zip(snapshot.sources, snapshot.rels, snapshot.targets, strict=True)}


def cited(matches: list[Match]) -> list[tuple[str, Rel, str]]:
    paths = [part.path for match in matches for part in (*match.evidence, *match.reasons)]
    return [(edge.source, edge.rel, edge.target) for path in paths for edge in path]


def rank_without(matcher: Matcher, found: MatchList, match: Match) -> int:
    """Counted anew over a list that holds every candidate; equal ones stand in the order of the index."""
    family = match.without.family if match.without else ""
    rest = match.score - sum(part.points for part in match.evidence if part.family == family)
    row = matcher.index.row
    keys = [(-round(rest if other is match else other.score, 9), row[other.node.id]) for other in found.items]
    return 1 + sorted(keys).index((-round(rest, 9), row[match.node.id]))


def test_reasons_add_up_to_the_same_score_with_one_line_for_each_family(lists: list[MatchList]) -> None:
    matches = [match for found in lists for match in found.items]

    assert [sum(reason.points for reason in match.reasons) for match in matches] == pytest.approx([match.score for match in matches], abs=1e-9)
    assert all(len({reason.family for reason in match.reasons}) == len(match.reasons) for match in matches)
    assert {match.reasons[-1].family for match in matches} == {"base"}


def test_the_rank_without_the_strongest_reason_is_counted_among_all_candidates(matcher: Matcher, lists: list[MatchList]) -> None:
    pairs = [(found, match) for found in lists for match in found.items if match.without]

    assert len({match.without.rank - match.rank for _, match in pairs if match.without}) > 2
    assert [match.without.rank for _, match in pairs if match.without] == [rank_without(matcher, found, match) for found, match in pairs]
    assert [match.without.candidates for _, match in pairs if match.without] == [len(found.items) for found, _ in pairs]


def test_the_reason_taken_away_is_the_one_said_first(lists: list[MatchList]) -> None:
    matches = [match for found in lists for match in found.items if match.without]
    families = [next(reason.family for reason in match.reasons if match.explanation.startswith(reason.text)) for match in matches]

    assert families == [match.without.family for match in matches if match.without]


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("en", "Without this reason it would be number {rank} of 4."),
        ("de", "Ohne diesen Grund stünde der Vorschlag auf Platz {rank} von 4."),
        ("fr", "Sans cette raison, cette proposition serait au rang {rank} sur 4."),
    ],
)
def test_the_counterfactual_in_three_languages(matcher: Matcher, lang: str, told: str) -> None:
    best = matcher.partners(town.BAKERY, lang=lang).items[0]

    assert best.without
    assert best.without.rank > 1
    assert best.without.text == told.format(rank=best.without.rank)


def test_a_candidate_that_offers_nothing_known_says_what_an_offer_would_bring(matcher: Matcher) -> None:
    found = matcher.partners("business:newcomer", k=100)
    university = next(match for match in found.items if match.node.name == "UNIVERSITE DU RHIN")
    gained = matcher.weights["need_met"] + SILENT * matcher.weights["need_described"]  # it does not describe itself
    better = sum(match.score > university.score + gained for match in found.items)

    assert (
        university.missing
        == f"What UNIVERSITE DU RHIN offers is not known. If it is what you look for, it would move up to number {better + 1}, the others as they are."
    )


def test_who_never_said_what_it_looks_for_is_told_so(matcher: Matcher) -> None:
    items = matcher.partners("research_organisation:university").items

    assert all(match.missing.startswith("You have not said what you look for") for match in items)


def test_a_teaser_says_nothing_of_what_is_missing(matcher: Matcher) -> None:
    views = np.where(matcher.index.ids == "business:shy", 1, 2).astype(np.int8)
    teaser = next(match for match in matcher.partners("research_organisation:university", views=views).items if match.node.id == "business:shy")

    assert teaser.missing == ""


def test_no_explanation_needs_a_word_of_the_trade(lists: list[MatchList]) -> None:
    texts = {said(match).lower() for found in lists for match in found.items}

    assert [text for text in texts if any(word in text for word in NEVER_READ)] == []
    assert [text for text in texts if "%(" in text] == []


def test_two_organisations_of_which_nothing_is_known_still_get_a_sentence_and_one_against() -> None:
    store = connect("sqlite:///:memory:", clock=SystemClock(town.TODAY))
    store.write(Batch([Node(f"business:{key}", key.title(), "", town.MEMBER) for key in ("one", "two")], []))
    match = town.matcher(store).partners("business:one").items[0]

    assert match.explanation == "How far Two is from what you do is not known; a middle distance is assumed."
    assert match.watch_out == "Hardly anything is known of Two: find out what it does before you write."
    assert match.missing == "You have not said what you look for: name a need, and it is compared with everybody's offers."
    assert [part.path for part in match.evidence if part.path] == []


def test_a_candidate_with_a_base_alone_has_no_reason_and_says_so(matcher: Matcher) -> None:
    index, row = matcher.index, matcher.index.row[town.FIBRE]
    query = of_business(index, index.row[town.BAKERY], today=town.TODAY, distance=0.5)
    asked = Asked(index, query, np.full(len(index.ids), 2, dtype=np.int8), "en")
    match = explained(asked, row, rank=1, points=[("base", -4.2)], distance=0.5, crossing=None)

    assert match.explanation == "No strong reason is known."
    assert [reason.family for reason in match.reasons] == ["base"]
    assert match.without is None
    assert match.watch_out


def test_a_network_of_one_has_nobody_to_explain() -> None:
    store = connect("sqlite:///:memory:", clock=SystemClock(town.TODAY))
    store.write(Batch([Node("business:one", "One", "", town.MEMBER)], []))

    assert town.matcher(store).partners("business:one").items == ()


def test_a_path_never_leads_through_somebody_hidden(matcher: Matcher) -> None:
    hidden = np.where(matcher.index.ids == "research_organisation:institute", 0, 2).astype(np.int8)
    askers = matcher.index.ids[hidden == 2].tolist()
    matches = [match for id in askers for match in matcher.partners(id, k=100, views=hidden).items]
    ends = {end for source, _, target in cited(matches) for end in (source, target)}

    assert len(ends) > 10
    assert "research_organisation:institute" not in ends
    assert [match for match in matches if "INSTITUT FUER ENERGIE" in said(match)] == []


def sample(matcher: Matcher, count: int, seed: int) -> list[Match]:
    """Matches of organisations drawn at random, each seen by a caller who sees two thirds of the others, a sixth of them as teasers."""
    draw = np.random.default_rng(seed)
    index, found = matcher.index, list[Match]()
    while len(found) < count:
        row = int(draw.integers(len(index.ids)))
        views = draw.choice(np.array([0, 1, 2], dtype=np.int8), size=len(index.ids), p=[1 / 3, 1 / 6, 1 / 2])
        views[row] = 2
        scope, lang = draw.choice(["any", "international", "national"]), draw.choice(LANGS)
        items = matcher.partners(str(index.ids[row]), scope=str(scope), distance=float(draw.random()), k=50, lang=str(lang), views=views).items
        _hold(matcher, items, views, row)
        found += items
    return found


def _hold(matcher: Matcher, items: tuple[Match, ...], views: np.ndarray, asker: int) -> None:
    """No path and no name leads to anybody the caller may not see by name; a teaser's sentences name and quote nobody."""
    index = matcher.index
    for match in items:
        ends = {end for part in (*match.evidence, *match.reasons) for edge in part.path for end in (edge.source, edge.target)}
        assert all(views[index.row[end]] == 2 and not index.unnamed[index.row[end]] for end in ends if end in index.row and index.row[end] != asker)
        assert ends <= set(match.names or {})
        row = index.row[match.node.id]
        assert views[row] != 1 or (match.node.name not in said(match) and not ends)


def spoken(matcher: Matcher, id: str, most: int, seed: int) -> Iterator[tuple[str, str, tuple[Edge, ...]]]:
    """What every signal says, for and against, of some of those it has a value for: whatever points a fit will give them."""
    index, draw = matcher.index, np.random.default_rng(seed)
    everybody = np.full(len(index.ids), 2, dtype=np.int8)
    query = of_business(index, index.row[id], today=town.TODAY, distance=0.5)
    for listed, lang in product(SIGNALS, LANGS):
        asked = Asked(index, query, np.where(index.unnamed, 0, everybody).astype(np.int8), lang)
        rows = np.flatnonzero((listed.signal(index, query) != 0) & ~index.unnamed & (index.ids != id))
        for row, points in product(draw.permutation(rows)[:most].tolist(), (1.0, -1.0)):
            yield listed.name, *reason(asked, listed.name, row, points)


@pytest.mark.parametrize("listed", SIGNALS, ids=lambda listed: listed.name)
def test_every_signal_has_a_sentence_for_profiles_and_for_teasers(listed: Listed) -> None:
    assert listed.name in OPEN
    assert teaser(listed.name, 1.0)
    assert teaser(listed.name, -1.0)


def test_every_signal_can_speak_for_and_against_in_three_languages_on_existing_edges(matcher: Matcher) -> None:
    known = edges(matcher.index.snapshot)
    said = [one for id in matcher.index.ids.tolist() for one in spoken(matcher, id, most=4, seed=1)]

    assert {name for name, _, _ in said} >= {listed.name for listed in SIGNALS} - {"lineage"}  # no two of the town went on together
    assert [text for _, text, _ in said if not text or "%(" in text or any(word in text.lower() for word in NEVER_READ)] == []
    assert {(edge.source, edge.rel, edge.target) for _, _, path in said for edge in path} <= known


@pytest.mark.parametrize("count", [2, pytest.param(30, marks=pytest.mark.long)])
def test_every_signal_cites_existing_edges_in_the_real_network(real: Matcher, count: int) -> None:
    known, index = edges(real.index.snapshot), real.index
    some = np.random.default_rng(count).permutation(np.flatnonzero(index.links.degree > 3))[:count]
    paths = [(name, path) for row in some.tolist() for name, _, path in spoken(real, str(index.ids[row]), most=3, seed=row)]
    cited = {(edge.source, edge.rel, edge.target) for _, path in paths for edge in path}

    assert {"walk", "common_businesses", "lineage", "active_in_fields"} <= {name for name, path in paths if path}
    assert cited <= known


@pytest.fixture(scope="module")
def real(demonstration: Built, encoder: Encoder) -> Matcher:
    return Matcher(connect(demonstration.store, clock=SystemClock(town.TODAY)), encoder, clock=SystemClock(town.TODAY))


@pytest.mark.parametrize("count", [300, pytest.param(10_000, marks=pytest.mark.long)])
def test_every_edge_cited_for_matches_drawn_at_random_exists(real: Matcher, count: int) -> None:
    matches = sample(real, count, seed=count)
    known = edges(real.index.snapshot)
    every = cited(matches)

    assert len(every) > count / 2
    assert [edge for edge in every if edge not in known] == []
