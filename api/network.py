"""The network as one caller may see it: the index of one revision, seen through the gate."""

import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from api.keys import Caller
from api.labels import Labels
from api.seal import REFERENCE, Seal
from api.visible import Facts, is_own, visible
from graph.basis import declared
from graph.ego import Links
from graph.errors import NotFound
from graph.model import Node
from graph.schema import Ground, Purpose, Rel
from matcher.index import Index
from matcher.model import View

NONE, TEASER, PROFILE = 0, 1, 2
_RELS = tuple(Rel)
_CODES = {View.NONE: NONE, View.TEASER: TEASER, View.PROFILE: PROFILE}


def fold(text: str) -> str:
    """Text as it is compared in a search: no case, no accents."""
    return "".join(char for char in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(char))


class Network:
    """Everything read from one revision: the matcher's index, and look-ups over the snapshot it was made of."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.snapshot = index.snapshot

    @cached_property
    def labels(self) -> Labels:
        return Labels(self.snapshot)

    @cached_property
    def links(self) -> Links:
        return Links(self.snapshot)

    @cached_property
    def folded(self) -> list[str]:
        """Names of the index's rows as a search compares them."""
        return [fold(str(name)) for name in self.index.names]


class Sight:
    """What one caller sees of one state of the network; `views` holds 0 none, 1 teaser, 2 profile for each row of the index."""

    def __init__(self, network: Network, caller: Caller, withdrawn: Mapping[str, frozenset[Purpose]], seal: Seal, *, doubled: Collection[str] = ()) -> None:
        self.network, self.index, self.labels = network, network.index, network.labels
        self.caller = self._with_own_clusters(caller)
        self._withdrawn, self._seal, self._doubled = withdrawn, seal, doubled
        self.stale = False  # True: the store did not answer, so it may know something newer

    @cached_property
    def views(self) -> NDArray[np.int8]:
        codes = (_CODES[visible(self.caller, self._facts(row))] for row in range(len(self.index.ids)))
        return np.fromiter(codes, np.int8, len(self.index.ids))

    @cached_property
    def candidates(self) -> NDArray[np.int8]:
        """The views as a matcher may use them: nobody without the purpose *matching* is suggested, not even to its own manager, and no record twice."""
        barred = [id for id, purposes in self._withdrawn.items() if Purpose.MATCHING in purposes]
        views = self.views.copy()
        views[[self.index.row[id] for id in (*barred, *sorted(self._doubled)) if id in self.index.row]] = NONE
        return views

    @cached_property
    def _references(self) -> dict[str, int]:
        return {self.public_id(int(row)): int(row) for row in np.flatnonzero(self.views == TEASER)}

    def row(self, id: str) -> int:
        """The row behind an id or a teaser's reference. Everything the caller may not see raises the same NotFound as a typing error."""
        row = self._references.get(id) if id.startswith(REFERENCE) else self._profile_row(id)
        if row is None:
            raise NotFound(f"no organisation {id[:80]!r}; search for one with /v1/organisations?q=NAME")
        return row

    def profile_row(self, id: str) -> int:
        """The row behind the id of a profile; a teaser is too little to work with and reads as not found."""
        row = self.row(id)
        if self.views[row] != PROFILE:
            raise NotFound(f"no profile {id[:80]!r}; search for one with /v1/organisations?q=NAME")
        return row

    def profile_id(self, id: str) -> str:
        """The id itself, once it is known to be a profile's."""
        return str(self.index.ids[self.profile_row(id)])

    def node(self, row: int) -> Node:
        """An organisation of the index with its properties."""
        labels, at = self.labels, int(self.index.nodes[row])
        props = {name: value for name in labels.snapshot.props if (value := labels.prop(at, name)) is not None}
        return Node(str(self.index.ids[row]), str(self.index.names[row]), props=props)

    def is_own(self, row: int) -> bool:
        """Does the caller answer for this organisation's data?"""
        return is_own(self.caller, self._facts(row))

    def is_contactable(self, row: int) -> bool:
        """May anybody write to it? Never where the basis is a public register."""
        facts = self._facts(row)
        return Purpose.CONTACT in facts.purposes and facts.ground != Ground.PUBLIC_REGISTER

    def known_partners(self, row: int) -> int:
        """How many visible organisations this one is known to work with."""
        ties = self.index.ties
        partners = ties.indices[ties.indptr[row] : ties.indptr[row + 1]]
        return int((self.views[partners] == PROFILE).sum())

    def country_code(self, node: int) -> str:
        """The country of a node of the snapshot, if it is an organisation."""
        row = self.index.row.get(str(self.network.snapshot.ids[node]))
        return "" if row is None else str(self.index.countries[row])

    def public_id(self, row: int) -> str:
        """The id this caller gets to see: the real one of a profile, an opaque reference for a teaser."""
        id = str(self.index.ids[row])
        return self._seal.reference(id, self.caller.key) if self.views[row] == TEASER else id

    @cached_property
    def shown(self) -> NDArray[np.bool_]:
        """For each node of the snapshot: may a map or a path name it? Organisations need a profile view, needs and offers such an owner."""
        snapshot, labels = self.network.snapshot, self.labels
        shown = np.ones(len(snapshot.ids), dtype=bool)
        rows = np.array([labels.row[id] for id in self.index.ids.tolist()], dtype=np.intp)
        shown[rows] = self.views == PROFILE
        owned = np.isin(snapshot.rels, [_RELS.index(Rel.NEEDS), _RELS.index(Rel.OFFERS)])
        hidden = owned & ~shown[snapshot.sources]
        shown[snapshot.targets[hidden]] = False
        return shown

    def _with_own_clusters(self, caller: Caller) -> Caller:
        row = self.index.row.get(caller.organisation)
        return caller if row is None else replace(caller, clusters=frozenset(self.index.clusters[row]))

    def _profile_row(self, id: str) -> int | None:
        row = self.index.row.get(id)
        return row if row is not None and self.views[row] == PROFILE else None

    def _facts(self, row: int) -> Facts:
        index = self.index
        id = str(index.ids[row])
        basis = str(index.basis[row])
        purposes = declared(Ground(basis), str(index.purposes[row])) if basis else frozenset[Purpose]()
        return Facts(id, bool(index.unnamed[row]), basis, purposes - self._withdrawn.get(id, frozenset()), frozenset(index.clusters[row]))
