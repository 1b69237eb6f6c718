"""Which parts of a research programme projects and organisations belong to."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from graph.model import Edge
from graph.schema import Rel
from seeds.cordis.known import Known
from seeds.cordis.model import Kept
from seeds.tables import DATA, rows

Fields = Mapping[str, Sequence[str]]
"""Project id → ids of its fields."""


def known_fields(kept: Kept, remarks: list[str]) -> Fields:
    """The fields of each project, of those we know; others are remarked upon."""
    ours = {row["code"] for row in rows(DATA / "fields.csv")}
    said = {id: kept.register.projects[key].fields for key, id in kept.projects.items()}
    unknown = Counter(code for codes in said.values() for code in codes if code not in ours)
    if unknown:
        remarks.append(f"programme parts that our list has no field for: {', '.join(sorted(unknown))[:200]}")
    fields = {id: [f"field:{code}" for code in codes if code in ours] for id, codes in said.items()}
    return {id: codes for id, codes in fields.items() if codes}


def project_fields(fields: Fields) -> Iterator[Edge]:
    """From each project to its fields, in equal parts."""
    for id, mine in sorted(fields.items()):
        for field in mine:
            yield Edge(id, Rel.CLASSIFIED_AS, field, weight=1 / len(mine))


def dominant_fields(kept: Kept, fields: Fields, known: Known) -> Iterator[Edge]:
    """Each organisation's strongest programme part, weighted by its share of all its projects that are known; ties go to the first code."""
    all_fields = {**known.fields, **fields}
    for pic, mine in _projects(kept).items():
        id = kept.people[pic].id
        share: dict[str, float] = defaultdict(float)
        for project in dict.fromkeys([*mine, *known.took_part.get(id, ())]):
            for field in all_fields.get(project, ()):
                share[field] += 1 / len(all_fields[project])
        if share:
            best = min(share, key=lambda field: (-round(share[field], 9), field))  # sums in another order must not decide a tie
            yield Edge(id, Rel.CLASSIFIED_AS, best, weight=round(share[best] / sum(share.values()), 6))


def _projects(kept: Kept) -> dict[str, list[str]]:
    mine: dict[str, list[str]] = defaultdict(list)
    for took in kept.took:
        mine[took.pic].append(kept.projects[took.project])
    return mine
