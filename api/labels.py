"""Names and properties of nodes, in the asked language, straight from the snapshot's columns."""

import numpy as np
from numpy.typing import NDArray

from api.models import Label
from graph.model import Scalar, Snapshot
from graph.schema import Kind, Rel

_KINDS, _RELS = tuple(Kind), tuple(Rel)


class Labels:
    """Look-ups over one snapshot, by id or row."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.row = {id: row for row, id in enumerate(snapshot.ids.tolist())}

    def kind(self, row: int) -> Kind:
        return _KINDS[int(self.snapshot.kinds[row])]

    def rows(self, kind: Kind) -> NDArray[np.intp]:
        """All rows of a kind, by id."""
        return np.flatnonzero(self.snapshot.kinds == _KINDS.index(kind))

    def prop(self, row: int, name: str) -> Scalar | None:
        """A property of a node, or None."""
        column = self.snapshot.props.get(name)
        value: Scalar | None = None if column is None else column[row]
        return value

    def text(self, row: int, name: str) -> str:
        """A property as text, empty where absent."""
        value = self.prop(row, name)
        return "" if value is None else str(value)

    def number(self, row: int, name: str) -> float | None:
        """A property as a number, or None."""
        value = self.prop(row, name)
        return None if value is None else float(value)

    def name(self, row: int, lang: str) -> str:
        """The name in the asked language where there is one, else as it is."""
        return (lang != "en" and self.text(row, f"name_{lang}")) or str(self.snapshot.names[row])

    def label(self, row: int | None, lang: str) -> Label | None:
        """Id and name, or None for no row."""
        return None if row is None else Label(id=str(self.snapshot.ids[row]), name=self.name(row, lang))

    def label_of(self, id: str | None, lang: str) -> Label | None:
        """Id and name of a node by its id; None for an empty or unknown id."""
        return self.label(self.row.get(id or ""), lang)

    def rel(self, edge: int) -> Rel:
        return _RELS[int(self.snapshot.rels[edge])]
