"""What is asked: partners for a row of the index, or for a free text."""

from dataclasses import dataclass, field
from datetime import date

import numpy as np
from numpy.typing import NDArray

from matcher.encoder import Vectors
from matcher.index import Index
from matcher.index.links import Rows

NOBODY = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """`row` is the asking organisation, NOBODY for a free text. `needs` and `offers` are unit rows; `need_nodes`, `offer_nodes` their snapshot rows."""

    row: int
    text: Vectors  # one row
    needs: Vectors
    need_nodes: Rows
    offers: Vectors
    offer_nodes: Rows
    country: str
    today: date
    distance: float = 0.5
    through: NDArray[np.bool_] | None = None
    """Rows that ties may lead through; without it all. What a caller may not see must not show in a score either."""
    memo: dict[str, NDArray[np.float64]] = field(default_factory=dict, compare=False, repr=False)
    """What several signals share, once computed."""


def of_business(index: Index, row: int, *, today: date, distance: float, through: NDArray[np.bool_] | None = None) -> Query:
    """The query of an organisation: its text, needs and offers."""
    needs, offers = index.links.needs, index.links.offers
    mine = needs.matrix.indices[needs.matrix.indptr[row] : needs.matrix.indptr[row + 1]]
    brought = offers.matrix.indices[offers.matrix.indptr[row] : offers.matrix.indptr[row + 1]]
    return Query(
        row=row,
        text=index.texts.of(row),
        needs=index.texts.needs[mine],
        need_nodes=needs.nodes[mine],
        offers=index.texts.offers[brought],
        offer_nodes=offers.nodes[brought],
        country=str(index.countries[row]),
        today=today,
        distance=distance,
        through=through,
    )


def of_need(text: Vectors, need: Vectors, *, country: str, today: date, distance: float) -> Query:
    """The query of a need in free text: `text` and `need` are one row each, encoded both ways."""
    nothing = np.zeros((0, need.shape[1]), dtype=np.float32)
    nowhere = np.zeros(0, dtype=np.int32)
    return Query(row=NOBODY, text=text, needs=need, need_nodes=nowhere, offers=nothing, offer_nodes=nowhere, country=country, today=today, distance=distance)
