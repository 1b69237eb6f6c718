"""One question with everything an explanation reads: index, query, what the caller may see, and the language."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.schema import Kind
from matcher.index import Index
from matcher.query import NOBODY, Query

HIDDEN, TEASER, PROFILE = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Asked:
    """`views` holds 0 none, 1 teaser, 2 profile for each row of the index."""

    index: Index
    query: Query
    views: NDArray[np.int8]
    lang: str
    memo: dict[object, Any] = field(default_factory=dict, compare=False, repr=False)
    """What several reasons share, once found."""

    def is_open(self, row: int) -> bool:
        """May the row be named and quoted?"""
        return bool(self.views[row] == PROFILE)

    @property
    def me(self) -> int:
        """The asker's row in the snapshot, -1 for free text."""
        return -1 if self.query.row == NOBODY else int(self.index.nodes[self.query.row])

    def name(self, node: int) -> str:
        """The name of a node of the snapshot, in the asked language where it has one."""
        column = self.index.snapshot.props.get(f"name_{self.lang}")
        translated = column[node] if column is not None and self.lang != "en" else None
        return str(translated or self.index.snapshot.names[node])

    def name_of(self, id: str) -> str:
        """The name of a node by its id, "" for an unknown one."""
        node = self.index.at.get(id)
        return "" if node is None else self.name(node)

    def country(self, code: str) -> str:
        """The name of a country."""
        return self.name_of(f"{Kind.COUNTRY}:{code}") or code
