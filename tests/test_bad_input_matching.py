"""What a matcher is given that is odd or hostile: empty, tiny and huge texts, nothing known, one node, broken numbers; and who is never listed."""

import json
from collections.abc import Sequence
from itertools import product
from pathlib import Path

import numpy as np
import pytest
import town

from api.commands.build import Built
from graph import Store, connect
from graph.errors import CrossmatchError, Invalid, NotFound
from graph.model import Batch, Edge, Key, Node, Part
from graph.schema import Rel
from matcher import Matcher
from matcher.encoder import Encoder, Scale, Vectors
from matcher.index import Index
from matcher.query import of_business
from matcher.score import FILE, weights
from matcher.signals.apart import competitors

ODD = {
    "one word": "Holz",
    "one letter": "x",
    "punctuation": "?!…",
    "blanks": " \t\n ",
    "another script": "ウェブサイト用の写真を探しています",
    "right to left": "نبحث عن مصور",
    "a language nobody asked for": "Etsimme valokuvaajaa verkkokauppaamme varten",
    "emoji": "📷 🎻",
    "control characters": "a\x01b\x1f\x7fc",
    "one word, often": "photo " * 3_000,
    "one very long word": "a" * 19_000,
    "markup": "<script>alert(1)</script> %(them)s {name} %s %%",
}
SCOPES, SECTORS, DISTANCES = ("any", "national", "international"), ("any", "other", "same"), (0.0, 0.5, 1.0)


class BrokenEncoder:
    """An encoder whose numbers are of no use."""

    id = "broken"
    scale = Scale(chance=0.28, clear=0.58, label=0.6)

    def __init__(self, value: float) -> None:
        self._value = value

    def encode(self, texts: Sequence[str]) -> Vectors:
        return np.full((len(texts), 4), self._value, dtype=np.float32)

    def encode_needs(self, texts: Sequence[str]) -> Vectors:
        return self.encode(texts)


def lonely(*more: Node, edges: Sequence[Edge] = ()) -> Store:
    """A store with one business of which nothing is known, and what is added."""
    store = connect("sqlite:///:memory:")
    store.write(Batch([Node("business:one", "One", "", town.MEMBER), *more], edges))
    return store


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_any_text_there_is_can_be_a_profile_a_need_and_an_offer(encoder: Encoder, text: str) -> None:
    wishes = [Node("need:odd", "odd", text), Node("offer:odd", "odd", text)]
    edges = [Edge("business:odd", Rel.NEEDS, "need:odd"), Edge("business:odd", Rel.OFFERS, "offer:odd"), Edge("business:one", Rel.OFFERS, "offer:odd")]
    store = lonely(Node("business:odd", "Odd", text, town.MEMBER), *wishes, edges=edges)
    found = Matcher(store, encoder).partners("business:odd").items

    assert [match.node.id for match in found] == ["business:one"]
    assert np.isfinite(found[0].score)
    assert found[0].explanation


@pytest.mark.parametrize("text", ["x", "?!…", "ウェブサイト", "a" * 2_000, "%s %(them)s"])
def test_any_short_text_can_be_asked(encoder: Encoder, text: str) -> None:
    found = Matcher(town.town(), encoder).partners_for_need(text)

    assert all(np.isfinite(match.score) for match in found.items)


@pytest.mark.parametrize("text", ["", " \n\t", "x" * 1_000_000])
def test_no_text_and_a_megabyte_are_refused_before_anything_is_encoded(text: str) -> None:
    with pytest.raises(Invalid, match="1 to 2000 characters"):
        town.matcher(town.town()).partners_for_need(text)


def test_a_megabyte_does_not_become_a_profile() -> None:
    with pytest.raises(Invalid, match="at most"):
        Node("business:big", "Big", "x" * 1_000_000)


def test_a_network_of_one_has_no_partners() -> None:
    matcher = town.matcher(lonely())

    assert matcher.partners("business:one").items == ()
    assert matcher.services("business:one").items == ()
    assert matcher.partners_for_need("wood").items[0].node.id == "business:one"


def test_an_empty_network_knows_nobody() -> None:
    matcher = town.matcher(connect("sqlite:///:memory:"))

    assert matcher.partners_for_need("wood").items == ()
    with pytest.raises(NotFound, match="business:one"):
        matcher.partners("business:one")


def test_of_whom_nothing_is_known_is_listed_with_a_sentence_and_gets_a_list() -> None:
    matcher = town.matcher(lonely(Node("business:two", "Two", "", town.MEMBER)))
    found = matcher.partners("business:one").items

    assert [match.node.id for match in found] == ["business:two"]
    assert found[0].explanation
    assert found[0].watch_out
    assert found[0].cross_sector is None


def test_more_than_there_are_gives_all_there_are() -> None:
    matcher = town.matcher(town.town())

    assert len(matcher.partners(town.BAKERY, k=100).items) < len(matcher.index.ids)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 0.0])
def test_vectors_that_are_no_numbers_give_an_answer_or_an_error_but_no_broken_score(value: float) -> None:
    try:
        found = town.matcher(town.town(), BrokenEncoder(value)).partners(town.BAKERY, k=50).items
    except CrossmatchError as error:
        assert str(error)
        return
    assert all(np.isfinite(match.score) for match in found)


@pytest.mark.parametrize(("name", "value"), [("need_met", float("nan")), ("need_met", float("inf")), ("need_met", "six"), ("unheard_of", 1.0)])
def test_weights_that_are_no_numbers_or_of_no_signal_are_refused(tmp_path: Path, name: str, value: object) -> None:
    read = json.loads(FILE.read_text("utf-8"))
    read["partners"][name] = value
    file = tmp_path / "weights.json"
    file.write_text(json.dumps(read), "utf-8")

    with pytest.raises(Invalid, match=name):
        weights(file)


@pytest.mark.parametrize(("k", "cross_sector"), [(0, 0), (10**9, 0), (10, 11), (-1, 0)])
def test_numbers_out_of_bounds_are_refused(k: int, cross_sector: int) -> None:
    with pytest.raises(Invalid, match="out of range"):
        town.matcher(town.town()).partners(town.BAKERY, k=k, cross_sector=cross_sector)


def never(index: Index, row: int, blocked: np.ndarray) -> set[str]:
    """Who must not be listed for a row: itself, known partners, competitors, the blocked, the nameless, and whoever gave no basis for matching."""
    query = of_business(index, row, today=town.TODAY, distance=0.5)
    barred = blocked | index.unnamed | ~index.matchable | competitors(index, query)
    barred[[row, *index.partners_of(row).tolist()]] = True
    return set(index.ids[barred].tolist())


@pytest.mark.long
def test_no_list_of_the_demonstration_holds_who_must_not_be_listed(demonstration: Built, encoder: Encoder) -> None:
    store = connect(demonstration.store)
    matcher = Matcher(store, encoder)
    index = matcher.index
    draw = np.random.default_rng(0)
    blocked = draw.random(len(index.ids)) < 0.2
    views = np.where(blocked, 0, draw.integers(1, 3, len(index.ids))).astype(np.int8)
    rows = draw.choice(np.flatnonzero(index.has_need | (index.links.degree > 0)), 30, replace=False).tolist()
    standing = matcher.standing(index)
    barred = {row: never(index, row, blocked) for row in rows}
    broken = [
        (str(index.ids[row]), scope, sector, distance, match.node.id)
        for row, distance in zip(rows, DISTANCES * 10, strict=True)
        for scope, sector in product(SCOPES, SECTORS)
        for match in standing.partners(str(index.ids[row]), scope=scope, sector=sector, distance=distance, k=10, views=views).items
        if match.node.id in barred[row]
    ]
    store.close()

    assert broken == []


def test_the_erased_are_in_no_list() -> None:
    store = town.town()
    matcher = town.matcher(store)
    before = [match.node.id for match in matcher.partners(town.BAKERY, k=100).items]
    store.write(Batch(deletions=[Key(Part.NODE, town.FIBRE)]))
    after = [match.node.id for match in matcher.partners(town.BAKERY, k=100).items]

    assert set(before) - set(after) == {town.FIBRE}
