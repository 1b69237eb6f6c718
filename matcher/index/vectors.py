"""Vectors of the network's texts: cached in the store by encoder and text hash, made once, in batches."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from graph.model import Batch, Node, Snapshot, Vector, text_hash
from graph.schema import PARTNERS, Kind
from graph.store import Store
from matcher.encoder import Encoder, Scale, Vectors

Progress = Callable[[str, int, int], None]
"""Called with a stage, how many are done and how many there are."""

_BATCH = 256
_DESCRIBES = sorted(PARTNERS | {Kind.OFFER, Kind.SERVICE, Kind.PROJECT})


@dataclass(frozen=True, slots=True)
class TextVectors:
    """Unit vectors by text hash: of texts that describe, and of texts that look for something; and what their cosines mean."""

    texts: Mapping[str, Vector]
    needs: Mapping[str, Vector]
    scale: Scale


def text_vectors(store: Store, encoder: Encoder, snapshot: Snapshot, progress: Progress | None = None) -> TextVectors:
    """The vectors of all texts in the snapshot; missing ones are encoded and written to the store in batches."""
    describing = _distinct(snapshot, _DESCRIBES)
    looking = _distinct(snapshot, [Kind.NEED])
    texts = _cached(store, encoder.id, encoder.encode, describing, progress)
    needs = _cached(store, f"{encoder.id}/need", encoder.encode_needs, looking, progress)
    return TextVectors(texts, needs, encoder.scale)


def encode_ahead(store: Store, encoder: Encoder, nodes: Iterable[Node], progress: Progress | None = None) -> None:
    """Make the vectors of nodes that are about to be written, so that the network can match them the moment it has them."""
    known = list(nodes)
    describing = {text_hash(node.text): node.text for node in known if node.text and node.kind in _DESCRIBES}
    looking = {text_hash(node.text): node.text for node in known if node.text and node.kind is Kind.NEED}
    _cached(store, encoder.id, encoder.encode, describing, progress)
    _cached(store, f"{encoder.id}/need", encoder.encode_needs, looking, progress)


def _distinct(snapshot: Snapshot, kinds: Sequence[Kind]) -> dict[str, str]:
    codes = [list(Kind).index(kind) for kind in kinds]
    chosen = snapshot.texts[np.isin(snapshot.kinds, codes)]
    return {text_hash(text): text for text in chosen if text}


def _cached(store: Store, key: str, encode: Callable[[Sequence[str]], Vectors], texts: Mapping[str, str], progress: Progress | None) -> Mapping[str, Vector]:
    found = dict(store.vectors(key, texts))
    missing = [hash for hash in texts if hash not in found]
    for start in range(0, len(missing), _BATCH):
        hashes = missing[start : start + _BATCH]
        rows = encode([texts[hash] for hash in hashes])
        made = dict(zip(hashes, rows, strict=True))
        store.write(Batch(vectors={(key, hash): row for hash, row in made.items()}))
        found.update(made)
        if progress:
            progress("encode", start + len(hashes), len(missing))
    return found
