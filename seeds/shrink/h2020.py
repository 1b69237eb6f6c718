"""Who took part in which Horizon 2020 project: the columns we use, accents put right."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from seeds.cordis.programme import FIELD_CODES
from seeds.shrink.write import plain, write
from seeds.tables import country_code, rows


def h2020(folder: Path) -> None:
    """Write the tables under `h2020/`."""
    took_part = ("rcn", "role", "pic", "type", "contribution", "country", "start_date", "end_date")
    people = sorted(_picked(folder / "participations_2014_2018.csv.gz", took_part), key=lambda row: (row[6], row[0], row[2]))
    write("h2020/participations.csv.gz", took_part, people)
    names = ("orgId", "name", "activityType", "country", "city")
    write("h2020/organisations.csv.gz", names, sorted(_picked(folder / "organisations.csv.gz", names)))
    parts: dict[str, set[str]] = defaultdict(set)
    for row in rows(folder / "programme_parts.csv.gz"):
        parts[row["rcn"]].add(FIELD_CODES.get(row["programme_part"], row["programme_part"]))
    write("h2020/programme_parts.csv.gz", ("rcn", "programme_part"), [(rcn, part) for rcn in sorted(parts) for part in sorted(parts[rcn])])
    titles = ("rcn", "acronym", "title")
    write("h2020/project_titles.csv.gz", titles, sorted(_picked(folder / "project_titles_partial.csv.gz", titles)))


def _picked(path: Path, columns: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for row in rows(path):
        yield tuple(country_code(row[name]) if name == "country" else plain(_mended(row[name])) for name in columns)


def _mended(text: str) -> str:
    """UTF-8 that somebody read as Mac Roman, put right (`M√ºnchen` → `München`); any other text as it is."""
    try:
        return text.encode("mac_roman").decode()
    except UnicodeError:
        return text
