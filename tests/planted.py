"""A network small enough to check and large enough to learn from: two circles of firms that work among themselves, five years long."""

import csv
from pathlib import Path

import numpy as np

from graph.model import Batch, Node, Snapshot
from graph.store import in_memory
from matcher.encoder import Scale
from matcher.evaluation.ties import Ties
from matcher.index.vectors import TextVectors
from seeds.cordis import cordis

COLUMNS = ("rcn", "role", "pic", "type", "contribution", "country", "start_date", "end_date")
YEARS = (2014, 2015, 2016, 2017, 2018)
COUNTRIES = ("DE", "FR", "GB")
Row = tuple[str, ...]


def rows(firms: int = 90, projects: int = 40) -> list[Row]:
    """Participations: `projects` a year of three to six organisations, nine in ten from one circle; every fourth is a university."""
    draw = np.random.default_rng(5)
    found: list[Row] = []
    for number in range(projects * len(YEARS)):
        circle = np.flatnonzero(np.arange(firms) % 2 == draw.integers(2)) if draw.random() < 0.9 else np.arange(firms)
        for firm in draw.choice(circle, draw.integers(3, 7), replace=False).tolist():
            kind = "HES" if firm % 4 == 3 else "PRC"
            year = YEARS[number // projects]
            found.append((f"{1000 + number}", "participant", f"9{firm:08}", kind, "NA", COUNTRIES[firm % 3], f"{year}-03-01", f"{year + 2}-03-01"))
    return found


def written(folder: Path, some: list[Row]) -> Path:
    """The participations as a compact table in a folder."""
    with (folder / "participations.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([COLUMNS, *some])
    return folder


def batch(folder: Path, some: list[Row], until: int | None = None) -> Batch:
    """The network that these participations make."""
    made = cordis(written(folder, some), until=until)
    return Batch([*(Node(f"country:{code}", code) for code in (*COUNTRIES, "IT")), *made.nodes], made.edges)


def snapshot(folder: Path, some: list[Row], until: int | None = None) -> Snapshot:
    """The same as a store holds it."""
    store = in_memory()
    store.write(batch(folder, some, until))
    return store.snapshot()


def ties(folder: Path, some: list[Row]) -> Ties:
    """Their ties over the years, without texts."""
    return Ties(snapshot(folder, some), TextVectors({}, {}, Scale(0.2, 0.6, 0.5)))
