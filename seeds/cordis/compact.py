"""Reads the compact tables: one row per participation with its project's dates, names and titles beside it."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from graph.errors import Invalid
from seeds.cordis.model import Organisation, Participation, Project, Register
from seeds.cordis.numbers import amount, day, is_key
from seeds.cordis.programme import FIELD_CODES
from seeds.cordis.sheets import Row, read
from seeds.cordis.sources import Download

COLUMNS = ("rcn", "role", "pic", "type", "contribution", "country", "start_date", "end_date")


def compact(download: Download) -> Register:
    """Everything the tables say. Raises Invalid if there are no participations."""
    left_out: Counter[str] = Counter()
    rows = [*_rows(download, "participations", COLUMNS, COLUMNS, left_out)]
    if not rows:
        raise Invalid(f"no participations*.csv or .csv.gz with rows in {download.name!r}; name the folder that holds the compact tables")
    parts = _parts(download, left_out)
    titles = {row["rcn"]: row for row in _rows(download, "project_titles", ("rcn", "acronym", "title"), ("rcn", "title"), left_out)}
    return Register(
        participations=[_participation(row) for row in rows],
        organisations={row["orgId"]: Organisation(name=row["name"], type=row["activityType"], city=row["city"]) for row in _named(download, left_out)},
        projects={rcn: _project(rcn, row, titles.get(rcn, {}), parts.get(rcn, set())) for rcn, row in _first(rows).items()},
        left_out=left_out,
    )


def _rows(download: Download, kind: str, wanted: Sequence[str], required: Sequence[str], left_out: Counter[str]) -> Iterator[Row]:
    """The rows of all tables of a kind whose first columns are keys; others are counted."""
    for table in download.tables.get(kind, ()):
        for row in read(table, wanted, required):
            if row is not None and all(is_key(row[name]) for name in ("rcn", "pic", "orgId") if name in row):
                yield row
            else:
                left_out["malformed"] += 1


def _named(download: Download, left_out: Counter[str]) -> Iterator[Row]:
    return _rows(download, "organisations", ("orgId", "name", "activityType", "city"), ("orgId", "name"), left_out)


def _participation(row: Row) -> Participation:
    return Participation(row["pic"], row["rcn"], row["role"], row["type"], row["country"], amount(row["contribution"]))


def _first(rows: Sequence[Row]) -> dict[str, Row]:
    """One row for each project: a dated one if there is any."""
    first: dict[str, Row] = {}
    for row in rows:
        if row["rcn"] not in first or not day(first[row["rcn"]]["start_date"]):
            first[row["rcn"]] = row
    return first


def _parts(download: Download, left_out: Counter[str]) -> dict[str, set[str]]:
    parts: dict[str, set[str]] = defaultdict(set)
    for row in _rows(download, "programme_parts", ("rcn", "programme_part"), ("rcn", "programme_part"), left_out):
        parts[row["rcn"]].add(FIELD_CODES.get(row["programme_part"], row["programme_part"]))
    return parts


def _project(rcn: str, row: Row, known: Mapping[str, str], parts: set[str]) -> Project:
    title, acronym = known.get("title", ""), known.get("acronym", "")
    return Project(
        name=title or acronym or f"H2020 project {rcn}",
        title=title,
        acronym=acronym,
        text=title,
        start=day(row["start_date"]),
        end=day(row["end_date"]),
        fields=sorted(parts),
    )
