"""What an encoder's cosines mean: `PYTHONPATH=. python tests/bench_cosines.py [ENCODER…]` prints the three figures of its `Scale`, and what they rest on.

Chance and clear: needs against offers of the demonstration's 660 invented businesses. Label: NACE classes in words, asked in one language and answered in
the others; trades as people name them, each against all other names; and words from member lists that are no trade.
"""

import sys
from collections.abc import Iterator, Sequence
from datetime import date

import numpy as np

from graph.schema import Kind, Rel
from matcher.encoder import ENCODERS, Encoder, Vectors, encoder
from matcher.encoders.measuring import CHANCE
from seeds.demo import invented
from seeds.members.labels import labels, trades
from seeds.tables import DATA
from seeds.tables import rows as table
from seeds.taxonomies import taxonomies

TODAY = date(2026, 11, 25)
LANGS = ("en", "de", "fr")
FLOORS = (0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75)
CLEAR = 0.99
NO_TRADE = (
    *("Vollmitglied", "Fördermitglied seit 2019", "lorem ipsum", "2. Etage", "siehe oben", "keine Angabe", "zahlt per Lastschrift", "Beitrag offen"),
    *("active member", "paid until March", "to be confirmed", "see notes", "membre actif", "à compléter", "sans objet", "cotisation réglée"),
)


def needs_and_offers(model: Encoder) -> tuple[float, float]:
    """Under the first lie 99 of 100 pairs of a need and somebody else's offer; above the second lies the best offer for one of 100 needs."""
    batches = [batch for _, batch in invented(taxonomies().nodes, TODAY)]
    nodes, edges = [node for batch in batches for node in batch.nodes], [edge for batch in batches for edge in batch.edges]
    owner = {edge.target: edge.source for edge in edges if edge.rel in (Rel.NEEDS, Rel.OFFERS)}
    needs, offers = ([node for node in nodes if node.kind is kind] for kind in (Kind.NEED, Kind.OFFER))
    cosines = model.encode_needs([node.text for node in needs]) @ model.encode([node.text for node in offers]).T
    own = np.array([owner[node.id] for node in needs])[:, None] == np.array([owner[node.id] for node in offers])[None]
    return float(np.quantile(cosines[~own], CHANCE)), float(np.quantile(np.where(own, -1, cosines).max(axis=1), CLEAR))


def shares(codes: Sequence[str], found: Sequence[str], best: Vectors) -> Iterator[str]:
    """For each floor how many pass, and of those how many have their class."""
    right = np.array([code == other for code, other in zip(codes, found, strict=True)])
    for floor in FLOORS:
        passed = best >= floor
        yield f"{floor:.2f}: {100 * passed.mean():3.0f} % pass, {100 * right[passed].mean() if passed.any() else 0:3.0f} % right"


def across(model: Encoder, lang: str) -> Iterator[str]:
    """NACE classes in one language, asked against the other two."""
    classes = [row for row in table(DATA / "nace.csv") if row["level"] == "class"]
    others = [(row["code"], row[other]) for row in classes for other in LANGS if other != lang]
    cosines = model.encode([row[lang] for row in classes]) @ model.encode([label for _, label in others]).T
    return shares([row["code"] for row in classes], [others[place][0] for place in cosines.argmax(axis=1)], cosines.max(axis=1))


def named(model: Encoder) -> Iterator[str]:
    """Trades, each against all names but its own."""
    names, known = list(trades().items()), labels()
    cosines = model.encode([name for name, _ in names]) @ model.encode([label for _, label in known]).T
    same = np.array([name for name, _ in names])[:, None] == np.array([label.casefold() for _, label in known])[None]
    cosines = np.where(same | (cosines > 0.9999), -1, cosines)
    return shares([code for _, code in names], [known[place][0] for place in cosines.argmax(axis=1)], cosines.max(axis=1))


def strangers(model: Encoder) -> str:
    """How near a label words lie that are no trade, the nearest first."""
    best = (model.encode(NO_TRADE) @ model.encode([label for _, label in labels()]).T).max(axis=1)
    return ", ".join(f"{NO_TRADE[place]} {best[place]:.2f}" for place in np.argsort(-best)[:6])


def main(names: Sequence[str]) -> None:
    for name in names:
        model = encoder(name)
        print(f"{model.id}: {model.scale}")
        print("  chance {:.2f}, clear {:.2f}".format(*needs_and_offers(model)))
        for lang in LANGS:
            print(f"  NACE in {lang}:", *across(model, lang), sep="\n    ")
        print("  trades:", *named(model), sep="\n    ")
        print(f"  no trade: {strangers(model)}")


if __name__ == "__main__":
    main(sys.argv[1:] or list(ENCODERS))
