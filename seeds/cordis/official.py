"""Reads the official CORDIS download: organization.csv, with project.csv, topics.csv and euroSciVoc.csv as far as they are there.

Street, postcode, site and contact form are never read.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from graph.schema import MAX_NAME, MAX_TEXT
from seeds.cordis.model import Organisation, Participation, Project, Register, Term
from seeds.cordis.numbers import amount, day, flag, is_key, point, register_number
from seeds.cordis.programme import Programme, programme
from seeds.cordis.sheets import Row, read
from seeds.cordis.sources import Download

MUST = {
    "organization": ("projectID", "organisationID", "name", "activityType", "country", "role"),
    "project": ("id", "title", "startDate"),
    "topics": ("projectID", "topic"),
    "euroscivoc": ("projectID", "euroSciVocCode"),
}
MAY = {
    "organization": ("projectAcronym", "vatNumber", "SME", "city", "nutsCode", "geolocation", "contentUpdateDate", "ecContribution", "netEcContribution"),
    "project": ("acronym", "endDate", "legalBasis", "topics", "frameworkProgramme", "objective", "rcn"),
    "topics": (),
    "euroscivoc": ("euroSciVocPath",),
}
ABSENT = {
    "project": "project.csv is missing: no titles, objectives or dates are known",
    "topics": "topics.csv is missing: only what project.csv says of topics is known",
    "euroscivoc": "euroSciVoc.csv is missing: no fields of science are known",
}


def official(download: Download) -> Register:
    """Everything the tables say. Projects are keyed by rcn, as in the compact tables; one without a row in project.csv by `grant-` and its id."""
    return _Reader(download, programme()).register()


class _Reader:
    """One download, table by table."""

    def __init__(self, download: Download, programme: Programme) -> None:
        self.download, self.programme = download, programme
        self.left_out: Counter[str] = Counter()
        self.terms: dict[str, Term] = {}
        self.keys: dict[str, str] = {}

    def register(self) -> Register:
        projects = self._projects()
        participations: list[Participation] = []
        organisations: dict[str, Organisation] = {}
        for row in self._rows("organization"):
            key = self._key(row["projectID"])
            if key not in projects:
                projects[key] = Project(name=row["projectAcronym"] or f"EU project {row['projectID']}", acronym=row["projectAcronym"], grant=row["projectID"])
            participations.append(_participation(row, key))
            found = organisations.get(row["organisationID"])
            if found is None or found.updated < row["contentUpdateDate"]:
                organisations[row["organisationID"]] = _organisation(row)
        met = {participation.project for participation in participations}
        self.left_out["alone"] += len(projects.keys() - met)
        return Register(
            participations=participations,
            organisations=organisations,
            projects={key: project for key, project in projects.items() if key in met},
            terms=self.terms,
            left_out=self.left_out,
            remarks=[f"{self.download.name}: {sentence}" for kind, sentence in ABSENT.items() if kind not in self.download.tables],
        )

    def _rows(self, kind: str) -> Iterator[Row]:
        """The rows of a table whose keys are numbers; others are counted."""
        for table in self.download.tables.get(kind, ()):
            for row in read(table, MUST[kind] + MAY[kind], MUST[kind]):
                if row is not None and all(is_key(row[name]) for name in ("projectID", "organisationID", "id") if name in row):
                    yield row
                else:
                    self.left_out["malformed"] += 1

    def _key(self, id: str) -> str:
        return self.keys.get(id) or f"grant-{id}"

    def _projects(self) -> dict[str, Project]:
        topics = self._several("topics", "topic")
        science = self._science()
        projects: dict[str, Project] = {}
        for row in self._rows("project"):
            self.keys[row["id"]] = row["rcn"] if is_key(row["rcn"]) else f"grant-{row['id']}"
            said = ";".join([row["topics"], *topics.get(row["id"], ())])
            projects[self._key(row["id"])] = _project(row, self.programme.fields(row["legalBasis"], said), science.get(row["id"], ()))
        return projects

    def _several(self, kind: str, column: str) -> Mapping[str, Sequence[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for row in self._rows(kind):
            found[row["projectID"]].append(row[column])
        return found

    def _science(self) -> Mapping[str, Sequence[str]]:
        """Project → codes of its fields of science; what they are called is noted on the way."""
        found: dict[str, set[str]] = defaultdict(set)
        for row in self._rows("euroscivoc"):
            codes = row["euroSciVocCode"].strip("/").split("/")
            if not all(is_key(code) for code in codes):
                self.left_out["malformed"] += 1
                continue
            found[row["projectID"]].add(codes[-1])
            self._note(codes, row["euroSciVocPath"].strip("/").split("/"))
        return {id: sorted(codes) for id, codes in found.items()}

    def _note(self, codes: Sequence[str], titles: Sequence[str]) -> None:
        for place, code in enumerate(codes):
            if code not in self.terms:
                name = titles[place] if len(titles) == len(codes) else ""
                self.terms[code] = Term((name or f"EuroSciVoc {code}")[:MAX_NAME], codes[place - 1] if place else "")


def _participation(row: Row, project: str) -> Participation:
    funding = amount(row["ecContribution"])
    return Participation(
        row["organisationID"], project, row["role"], row["activityType"], row["country"], amount(row["netEcContribution"]) if funding is None else funding
    )


def _organisation(row: Row) -> Organisation:
    return Organisation(
        name=row["name"],
        type=row["activityType"],
        city=row["city"],
        register=register_number(row["vatNumber"]),
        region=row["nutsCode"].upper(),
        sme=flag(row["SME"]),
        point=point(row["geolocation"]),
        updated=row["contentUpdateDate"],
    )


def _project(row: Row, fields: Sequence[str], science: Sequence[str]) -> Project:
    title, acronym = row["title"], row["acronym"]
    return Project(
        name=title or acronym or f"{row['frameworkProgramme'] or 'EU'} project {row['id']}",
        title=title,
        acronym=acronym,
        text=(f"{title.rstrip('.')}. {row['objective']}" if row["objective"] else title)[:MAX_TEXT],
        start=day(row["startDate"]),
        end=day(row["endDate"]),
        grant=row["id"],
        fields=fields,
        expertise=science,
    )
