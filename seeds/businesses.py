"""Reads one plain CSV of businesses: every row comes in or is rejected with a sentence that says what to do."""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from graph.errors import Invalid
from graph.model import Batch, Edge, Key, Node, Part, Scalar, kind_of
from graph.schema import MAX_NAME, Kind, Lang, Purpose, Rel, Size
from seeds.places import Gazetteer, Unclear, gazetteer
from seeds.report import Problem, Rejected, Report, Sentence
from seeds.sheet import Line, cells, ours, sheet
from seeds.slugs import slug

COLUMNS = ("id", "name", "country", "region", "city", "nace", "size", "employees", "founded", "lang", "description", "needs", "offers", "site")
REQUIRED = ("name", "country")
MAX_WISHES = 20
SPOKEN = {"DE": Lang.DE, "AT": Lang.DE, "LI": Lang.DE, "FR": Lang.FR, "MC": Lang.FR}
"""The language of a text whose row names none; English elsewhere."""
_CONTACT = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]*\w|\+\d[\d ()/-]{6,}\d")
_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._~-]{0,59}")


def read_businesses(
    path: Path,
    *,
    cluster: str | None = None,
    today: date,
    purposes: Sequence[Purpose] = (Purpose.MATCHING, Purpose.STATISTICS),
) -> tuple[Batch, Report]:
    """The good rows as one batch, and what became of each row. Nothing is written here.

    Rows are counted from 1 without the header and blank lines. Every business is declared by the uploader as a member, for
    `purposes`. A row read again replaces the needs and offers it had. Raises Invalid if the file as a whole cannot be read.
    """
    if cluster and kind_of(cluster) is not Kind.CLUSTER:
        raise Invalid(f"{cluster} is no cluster; write an id like cluster:acme")
    header, lines = sheet(path, COLUMNS, REQUIRED)
    reader = _Reader(gazetteer(), cluster, today, " ".join(purposes))
    problems = [_unread(name) for name in header if ours(name) not in COLUMNS]
    rows = 0
    for rows, line in enumerate(lines, 1):
        problems += reader.read(rows, header, line)
    rejected = sum(problem.rejected for problem in problems)
    batch = Batch(nodes=reader.nodes, edges=reader.edges, deletions=reader.leftovers)
    columns = {name: ours(name) for name in header if ours(name) in COLUMNS}
    return batch, Report(path.name, rows, rows - rejected, rejected, columns, problems)


def _unread(name: str) -> Problem:
    values = {"name": name[:60], "known": ", ".join(COLUMNS)}
    return Problem(0, name[:60], "unknown_column", Sentence("column {name!r} is not read; known are {known}", values), False)


@dataclass(slots=True)
class _Reader:
    """Turns rows into nodes and edges, one by one; what it rejects leaves nothing behind."""

    gazetteer: Gazetteer
    cluster: str | None
    today: date
    purposes: str
    nodes: list[Node] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)
    leftovers: list[Key] = field(default_factory=list)
    seen: dict[str, int] = field(default_factory=dict)
    notes: list[tuple[str, str, str]] = field(default_factory=list)

    def read(self, number: int, header: Sequence[str], line: Line) -> list[Problem]:
        """One row: its problems, none if it is good."""
        self.notes = []
        try:
            row = dict.fromkeys(COLUMNS, "") | cells(header, line)
            id = self._id(number, row)
            node, edges = self._business(id, row)
            wishes = [wish for kind, rel in (("need", Rel.NEEDS), ("offer", Rel.OFFERS)) for wish in self._wishes(node, row, kind, rel)]
        except Rejected as error:
            return [Problem(number, error.column, error.code, error.sentence, True)]
        except Invalid as error:
            return [Problem(number, "", "invalid", Sentence("{error}", {"error": error}), True)]
        self.seen[id] = number
        self.nodes += [node, *(wish for wish, _ in wishes)]
        self.edges += [*edges, *(edge for _, edge in wishes)]
        self.leftovers += _leftovers(id, {wish.id for wish, _ in wishes})
        return [Problem(number, column, code, Sentence("{message}", {"message": message}), False) for column, code, message in self.notes]

    def _id(self, number: int, row: Mapping[str, str]) -> str:
        """Ids are the cluster's own: the same key in two clusters means two businesses until somebody says otherwise."""
        if not row["name"]:
            raise Rejected("name", "missing_name", "this row has no name; write the name of the business")
        scope = self.cluster.partition(":")[2][:50] if self.cluster else "own"
        given = row["id"].removeprefix("business:")
        if given and not _KEY.fullmatch(given):
            raise Rejected("id", "bad_id", "{message}", message=f"id {given[:60]!r}: use at most 60 letters, digits and . _ ~ -, or leave it empty")
        key = given or slug(f"{row['name']} {row['city'] or row['country']}")[:60].strip("-")
        id = f"business:{scope}-{key or hashlib.sha256(row['name'].encode()).hexdigest()[:12]}"
        if id in self.seen:
            what = f"id {given!r}" if given else f"{row['name'][:60]!r} in the same place"
            raise Rejected(
                "id" if given else "name",
                "duplicate",
                "{message}",
                message=f"{what} is already in row {self.seen[id]}; merge the rows, or give each its own id",
            )
        return id

    def _business(self, id: str, row: Mapping[str, str]) -> tuple[Node, list[Edge]]:
        country = _understood("country", self.gazetteer.country, row["country"])
        lang = self._lang(row["lang"], country)
        props: dict[str, Scalar] = {"source": "upload", "basis": "membership", "basis_on": self.today.isoformat(), "purposes": self.purposes, "lang": lang}
        props |= _size(row)
        if founded := _number(row, "founded", 1000, self.today.year):
            props["founded"] = founded
        if row["city"]:
            props["city"] = row["city"]
        if row["site"]:
            props |= self._site(row["site"])
        node = Node(id, row["name"], text=self._plain("description", row["description"]), props=props)
        return node, list(self._placed(id, row, country))

    def _placed(self, id: str, row: Mapping[str, str], country: str) -> Iterator[Edge]:
        yield Edge(id, Rel.LOCATED_IN, f"country:{country}")
        if self.cluster:
            yield Edge(id, Rel.MEMBER_OF, self.cluster)
        if row["nace"]:
            yield Edge(id, Rel.CLASSIFIED_AS, f"sector:{_understood('nace', self.gazetteer.nace, row['nace'])}")
        if row["region"]:
            try:
                yield Edge(id, Rel.LOCATED_IN, f"region:{self.gazetteer.region(row['region'], country)}")
            except Unclear as error:
                self.notes.append(("region", error.code, str(error)))

    def _lang(self, text: str, country: str) -> Lang:
        if not text:
            return SPOKEN.get(country, Lang.EN)
        if text.lower() not in Lang._value2member_map_:
            raise Rejected(
                "lang", "unknown_lang", "{message}", message=f"{text[:60]!r} is not one of our languages; write {', '.join(Lang)}, or leave it empty"
            )
        return Lang(text.lower())

    def _site(self, text: str) -> dict[str, Scalar]:
        if re.fullmatch(r"(https?://)?[\w-]+(\.[\w-]+)+(:\d+)?(/\S*)?", text) and len(text) < MAX_NAME:
            return {"site": text}
        self.notes.append(("site", "bad_site", f"{text[:60]!r} is no web address; the row came in without a site"))
        return {}

    def _plain(self, column: str, text: str) -> str:
        """Texts are shown and embedded, so addresses and telephone numbers of persons are cut out."""
        cut = _CONTACT.sub("…", text)
        if cut != text:
            self.notes.append((column, "contact_removed", f"an e-mail address or telephone number was taken out of {column}; texts are kept free of contacts"))
        return cut

    def _wishes(self, node: Node, row: Mapping[str, str], kind: str, rel: Rel) -> list[tuple[Node, Edge]]:
        texts = [text.strip() for text in row[f"{kind}s"].split("|") if text.strip()]
        if len(texts) > MAX_WISHES:
            raise Rejected(f"{kind}s", "too_many", "{message}", message=f"{len(texts)} {kind}s; keep the {MAX_WISHES} that matter")
        found = []
        for number, text in enumerate(texts, 1):
            plain = self._plain(f"{kind}s", text)
            wish = Node(f"{kind}:{node.id.partition(':')[2]}-{number}", _short(plain), text=plain, props={"source": "upload", "lang": node.props["lang"]})
            found.append((wish, Edge(node.id, rel, wish.id)))
        return found


def _understood(column: str, read: Callable[[str], str], text: str) -> str:
    if not text:
        raise Rejected(column, f"missing_{column}", "{message}", message=f"this row has no {column}; fill it in")
    try:
        return read(text)
    except Unclear as error:
        raise Rejected(column, error.code, "{message}", message=error) from error


def _size(row: Mapping[str, str]) -> dict[str, Scalar]:
    """The size class as written, else from the headcount."""
    employees, size = _number(row, "employees", 0, 10_000_000), row["size"].lower()
    if size and size not in Size._value2member_map_:
        raise Rejected("size", "unknown_size", "{message}", message=f"{size[:60]!r} is no size class; write {', '.join(Size)}, or leave it empty")
    if employees is None:
        return {"size": size} if size else {}
    return {"employees": employees, "size": size or _size_class(employees)}


def _size_class(employees: int) -> str:
    if employees < 10:
        return Size.MICRO
    return Size.SMALL if employees < 50 else Size.MEDIUM if employees < 250 else Size.LARGE


def _number(row: Mapping[str, str], column: str, low: int, high: int) -> int | None:
    text = row[column]
    if not text:
        return None
    if not re.fullmatch(r"[0-9]{1,8}", text) or not low <= int(text) <= high:
        raise Rejected(column, "not_a_number", "{message}", message=f"{column} {text[:60]!r} must be a whole number from {low} to {high}, digits only")
    return int(text)


def _short(text: str) -> str:
    """The beginning of a text as its name, cut between words."""
    return text if len(text) <= 80 else text[:79].rsplit(" ", 1)[0] + "…"


def _leftovers(id: str, kept: set[str]) -> Iterator[Key]:
    """Needs and offers an earlier version of the row may have had."""
    for kind in ("need", "offer"):
        for number in range(1, MAX_WISHES + 1):
            if (wish := f"{kind}:{id.partition(':')[2]}-{number}") not in kept:
                yield Key(Part.NODE, wish)
