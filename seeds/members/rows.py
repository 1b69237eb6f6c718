"""Makes a draft of an organisation's row: what cannot be understood is noted and left out, and only what can be no organisation is rejected."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from graph.errors import Invalid
from graph.model import Node, Scalar
from graph.schema import MAX_NAME, MAX_TEXT, Kind, Lang, Rel
from seeds.members.classifying import classified, of_lines
from seeds.members.codes import classes
from seeds.members.columns import columns_of
from seeds.members.contacts import Reachable, freed, reachable
from seeds.members.draft import Draft, Link, Person
from seeds.members.firms import mixed_scripts
from seeds.members.homes import home
from seeds.members.identity import identity
from seeds.members.known import Known, Raw
from seeds.members.languages import language, working_languages
from seeds.members.numbers import headcount, size_class, year
from seeds.members.spelling import is_blank, one_line, visible
from seeds.members.traces import quoted
from seeds.members.wishes import MAX_WISHES, wishes
from seeds.report import Problem, Rejected, Sentence

_POSTCODE = re.compile(
    r"^(?:[A-Z]{1,3}[- ])?(?:\d{4,5}|\d\d-\d{3}|[A-Z]{1,2}\d[\dA-Z]? ?\d[A-Z]{2})\b[ ,]*|[ ,]+(?:\d{5}|[A-Z]{1,2}\d[\dA-Z]? ?\d[A-Z]{2})$|\s+cedex(?:\s+\d+)?$",
    re.IGNORECASE,
)
_ABROAD = re.compile(r"\s*\([^()]{2,40}\)$")
_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?E\+?\d+", re.IGNORECASE)
_LINES = frozenset({"description", "needs", "offers", "contact", "email", "phone", "nace"})
"""Columns whose cells may have several lines."""


@lru_cache(maxsize=10_000)
def town(text: str) -> str:
    """The town of a cell, without its postcode: `04109 Leipzig`, `F-75011 Paris cedex 11`."""
    return "" if is_blank(text) else _ABROAD.sub("", _POSTCODE.sub("", text)).strip(" ,")


@dataclass(slots=True)
class Reader:
    """Reads one row and collects notes on it."""

    known: Known
    raw: Raw
    cells: dict[str, str] = field(default_factory=dict)
    notes: list[Problem] = field(default_factory=list)

    def note(self, column: str, code: str, template: str, /, **values: object) -> None:
        self.notes.append(Problem(self.raw.row, column, code, Sentence(template, values), rejected=False))

    def draft(self) -> Draft:
        """Raises Rejected, Invalid."""
        self.clean()
        name = self.name()
        reach = reachable(self.cells)
        country = home(self.cells, self.known, self.note)
        texts = {column: self.freed(column, reach.persons, name) for column in ("description", "needs", "offers")}
        lang = self.lang(" ".join(texts.values()), country)
        needs, offers = self._wishes("needs", texts["needs"]), self._wishes("offers", texts["offers"])
        props: dict[str, Scalar] = {
            "lang": lang.value,
            **self._size(),
            **self._founded(),
            **self.languages(),
            **self._place(),
            **self.site(reach),
            **self._register(),
        }
        links = (
            Link(Rel.LOCATED_IN, f"country:{country}"),
            *self._region(country),
            *classified(self.cells.get("nace", ""), self.known.schemes, self.known.proposals, self.note),
        )
        Node(f"{Kind(self.known.options.kind)}:draft", name, texts["description"], props)  # the bounds of the schema, before anything else relies on them
        cells = {ours: self.cells[ours] for ours in columns_of(self.known.options.kind) if ours in self.cells}
        row, line, notes = self.raw.row, self.raw.line, tuple(self.notes)
        return Draft(row, line, cells, self.key(), name, identity(name, props), texts["description"], props, links, needs, offers, reach.persons, notes)

    def key(self) -> str:
        """The cluster's own key of the row, "" if it has none."""
        return "" if is_blank(cell := self.cells.get("id", "")) else cell

    def clean(self) -> None:
        """Marks that nobody can see are taken out, and line breaks where a line is wanted; both are said."""
        marked, broken = [], []
        for column, cell in self.raw.cells.items():
            text, invisible = visible(cell)
            if invisible:
                marked.append(column)
            if ("\n" in text or "\r" in text) and column not in _LINES:
                text = one_line(text)
                broken.append(column)
            self.cells[column] = text
        for column in marked:
            self.note(column, "invisible_removed", "this cell held characters that nobody can see; they were taken out")
        if "name" in broken:
            self.note("name", "line_break", "the name stood on several lines; it was put on one")

    def name(self) -> str:
        """The name, which is the one thing that a row must have. Raises Rejected."""
        name = self.cells.get("name", "")
        if is_blank(name):
            raise Rejected("name", "missing_name", "this row has no name; write the name of the organisation")
        if len(name) > MAX_NAME:
            raise Rejected("name", "too_long", "this cell has {length} characters; shorten it to {most}", length=len(name), most=MAX_NAME)
        if mixed_scripts(name):
            self.note(
                "name",
                "mixed_scripts",
                "{value!r} mixes letters of two alphabets that look alike; check that it is spelled as it should be",
                value=quoted(name),
            )
        return name

    def _region(self, country: str) -> tuple[Link, ...]:
        """From the region's name or code, else from a town that a region is named after; never from a postcode."""
        text = self.cells.get("region", "")
        if not is_blank(text):
            try:
                return (Link(Rel.LOCATED_IN, f"region:{self.known.gazetteer.region(text, country)}"),)
            except Rejected as error:
                self.note(error.column, error.code, error.sentence.template, **error.sentence.values)
        named = self.known.gazetteer.named_region(self._city(), country)
        return (Link(Rel.LOCATED_IN, f"region:{named}"),) if named else ()

    def _city(self) -> str:
        return town(self.cells.get("city", ""))

    def _place(self) -> dict[str, Scalar]:
        return {"city": city} if (city := self._city()) else {}

    def freed(self, column: str, persons: tuple[Person, ...], name: str) -> str:
        """A text of the row without anything about persons."""
        text = self.cells.get(column, "")
        if is_blank(text):
            return ""
        bare = freed(text, persons, name)
        if bare != text:
            self.note(column, "contact_removed", "a person's name, mail address or telephone number was taken out; texts are kept free of contacts")
        if len(bare) > MAX_TEXT:
            raise Rejected(column, "too_long", "this cell has {length} characters; shorten it to {most}", length=len(bare), most=MAX_TEXT)
        return bare

    def lang(self, text: str, country: str) -> Lang:
        """The language of the row's texts: as written, as they show, or as spoken in the country."""
        cell = self.cells.get("lang", "")
        if not is_blank(cell):
            spoken = working_languages(cell)[0]
            if spoken and spoken[0] in Lang._value2member_map_:
                return Lang(spoken[0])
            self.note(
                "lang",
                "unknown_lang",
                "{value!r} is not one of our languages ({known}); the language was taken from the texts",
                value=quoted(cell),
                known=", ".join(Lang),
            )
        return language(text, country)

    def languages(self) -> dict[str, Scalar]:
        """The languages they work in."""
        cell = self.cells.get("languages", "")
        if is_blank(cell):
            return {}
        codes, unknown = working_languages(cell)
        if unknown:
            self.note("languages", "unknown_language", "{value!r} was not understood as a language and left out", value=quoted(", ".join(unknown)))
        return {"languages": " ".join(codes)} if codes else {}

    def _wishes(self, column: str, text: str) -> tuple[str, ...]:
        found = wishes(text) if text else ()
        if len(found) > MAX_WISHES:
            raise Rejected(column, "too_many", "{count} in one cell; keep the {most} that matter", count=len(found), most=MAX_WISHES)
        return found

    def _size(self) -> dict[str, Scalar]:
        """The size class as written, else from the headcount."""
        props: dict[str, Scalar] = {}
        for column in ("employees", "size"):
            cell = self.cells.get(column, "")
            if is_blank(cell):
                continue
            read = headcount(cell)
            if read.employees is not None and "employees" not in props:
                props |= {"employees": read.employees, "size": size_class(read.employees).value}
            if column == "size" and read.size:
                props["size"] = read.size.value
            elif read.size:
                props.setdefault("size", read.size.value)
            self._say_size(column, cell, read.employees, read.size, exact=read.exact)
        return props

    def _say_size(self, column: str, cell: str, employees: int | None, size: str | None, *, exact: bool) -> None:
        if exact:
            return
        if employees is None and size is None:
            template = "{value!r} says no number of people and no size class; it was left out: write a number, or micro, small, medium, large"
            self.note(column, "unknown_size", template, value=quoted(cell))
        elif employees is None:
            self.note(column, "size_read", "{value!r} was read as the size class {size}", value=quoted(cell), size=size)
        else:
            self.note(column, "size_read", "{value!r} was read as a headcount of {number}", value=quoted(cell), number=employees)

    def _founded(self) -> dict[str, Scalar]:
        cell = self.cells.get("founded", "")
        if is_blank(cell):
            return {}
        read = year(cell, self.known.options.today.year)
        if read.year is None:
            self.note("founded", "unknown_year", "{value!r} is no year up to today; it was left out: write four figures", value=quoted(cell))
            return {}
        if not read.exact:
            self.note("founded", "year_read", "{value!r} was read as the year {year}", value=quoted(cell), year=read.year)
        return {"founded": read.year}

    def site(self, reach: Reachable | None = None) -> dict[str, Scalar]:
        """The web address, wherever it stands in the row."""
        reach = reach or reachable(self.cells)
        if reach.odd and not reach.site:
            self.note("site", "bad_site", "{value!r} is no web address; the row came in without a site", value=quoted(reach.odd))
        if len(reach.site) > MAX_NAME:
            self.note("site", "bad_site", "{value!r} is no web address; the row came in without a site", value=quoted(reach.site))
            return {}
        return {"site": reach.site} if reach.site else {}

    def _register(self) -> dict[str, Scalar]:
        parts = [part for part in self.cells.get("register", "").split("\n") if not is_blank(part)]
        for part in parts:
            if _SCIENTIFIC.fullmatch(part):
                template = "{value!r} is a number that a spreadsheet has shortened; it was left out: format the column as text and type it again"
                self.note("register", "shortened_number", template, value=part[:60])
        first = next((part for part in parts if not _SCIENTIFIC.fullmatch(part)), "")
        return {"register": one_line(first)[:MAX_NAME]} if first else {}


def unread(raw: Raw, known: Known) -> list[str]:
    """The words in a row's sector cell for which a class has to be proposed."""
    cell = raw.cells.get("nace", "")
    if is_blank(cell):
        return []
    read = [classes(visible(part)[0], scheme) for part, scheme in zip(cell.split("\n"), of_lines(cell, known.schemes), strict=False) if not is_blank(part)]
    return [] if any(each.codes for each in read) else [each.words for each in read if each.words][:1]


def drafted(raw: Raw, known: Known) -> Draft | Problem:
    """The draft of a row, or why there is none."""
    try:
        return Reader(known, raw).draft()
    except Rejected as error:
        return Problem(raw.row, error.column, error.code, error.sentence, rejected=True)
    except Invalid as error:
        return Problem(raw.row, "", "invalid", Sentence("{error}", {"error": str(error)}), rejected=True)
