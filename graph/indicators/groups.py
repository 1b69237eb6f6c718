"""Groups of organisations as codes: section, division, field, country, cluster, and whether creative."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from graph.indicators.world import Objects, Rows, World
from graph.measures import UNKNOWN
from graph.measures.ties import Ints

GROUPS = ("section", "division", "field", "country", "cluster", "creative")


def groups(world: World, rows: Rows) -> dict[str, Ints]:
    """A code for each of these organisations (-1: an unknown organisation) in each partition, `UNKNOWN` where none is known."""
    known = world.organisations
    sectors = _taken(known.sectors, rows)
    columns: dict[str, Sequence[str]] = {
        "section": _taken(known.sections, rows),
        "division": [_division(sector) for sector in sectors],
        "field": _taken(known.fields, rows),
        "country": _taken(known.countries, rows),
        "cluster": [next(iter(clusters), "") for clusters in _taken(known.clusters, rows)],
        "creative": [creative(world, sector) for sector in sectors],
    }
    return {name: _codes(columns[name]) for name in GROUPS}


def creative(world: World, sector: str) -> str:
    """Whether a class belongs to the creative industries: "yes", "no", "" where the class is not known to four digits."""
    if not is_class(sector):
        return ""
    marked = world.once("creative", lambda: _marked(world))
    return "yes" if sector in marked else "no"


def is_class(sector: str) -> bool:
    """Is the sector known to four digits?"""
    code = sector.partition(":")[2]
    return sum(letter.isdigit() for letter in code) == 4


def _division(sector: str) -> str:
    code = sector.partition(":")[2]
    return code[:2] if code[:2].isdigit() else ""


def _marked(world: World) -> frozenset[str]:
    column = world.snapshot.props.get("creative")
    if column is None:
        return frozenset()
    return frozenset(str(world.snapshot.ids[row]) for row in np.flatnonzero(column != None).tolist())  # noqa: E711


def _taken(column: Objects, rows: Rows) -> list[str]:
    """Values of rows, "" for -1."""
    values = column.tolist()
    return [values[row] if row >= 0 else "" for row in rows.tolist()]


def _codes(values: Sequence[str]) -> NDArray[np.int32]:
    place: dict[str, int] = {value: code for code, value in enumerate(sorted({value for value in values if value}))}
    return np.array([place.get(value, UNKNOWN) for value in values], dtype=np.int32)
