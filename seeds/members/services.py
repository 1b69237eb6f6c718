"""Makes a draft of a service's row; who provides it is looked up when the plan is made."""

import re
from functools import cache

from graph.errors import Invalid
from graph.model import Node, Scalar
from graph.schema import MAX_NAME, Rel, ServiceType
from seeds.members.columns import columns_of
from seeds.members.days import day
from seeds.members.draft import Draft, Link
from seeds.members.identity import identity
from seeds.members.known import Known, Raw
from seeds.members.options import Listing
from seeds.members.rows import Reader
from seeds.members.spelling import is_blank, words
from seeds.members.topics import topics
from seeds.members.traces import quoted
from seeds.members.vocabulary import by_key
from seeds.report import Problem, Rejected, Sentence

_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_FREE = re.compile(r"\b(?:free|kostenlos|kostenfrei|gratis|gratuit\w*|frei)\b")


def drafted_service(raw: Raw, known: Known) -> Draft | Problem:
    """The draft of a service, or why there is none."""
    try:
        return _draft(Reader(known, raw))
    except Rejected as error:
        return Problem(raw.row, error.column, error.code, error.sentence, rejected=True)
    except Invalid as error:
        return Problem(raw.row, "", "invalid", Sentence("{error}", {"error": str(error)}), rejected=True)


def _draft(reader: Reader) -> Draft:
    reader.clean()
    name = reader.name()
    country = reader.known.gazetteer.country(reader.cells["country"]) if not is_blank(reader.cells.get("country", "")) else ""
    text = reader.freed("description", (), name)
    lang = reader.lang(f"{name} {text}", country)
    props: dict[str, Scalar] = {"lang": lang.value, **reader.languages(), **_type(reader), **_amounts(reader), **_days(reader), **reader.site()}
    links = [Link(Rel.LOCATED_IN, f"country:{country}")] if country else []
    Node("service:draft", name[:MAX_NAME], text, props)
    cells = {ours: reader.cells[ours] for ours in columns_of(Listing.SERVICE) if ours in reader.cells}
    return Draft(
        reader.raw.row, reader.raw.line, cells, reader.key(), name, identity(name, props), text, props, (*links, *_topics(reader)), notes=tuple(reader.notes)
    )


@cache
def _types() -> dict[ServiceType, re.Pattern[str]]:
    called = by_key("services")
    return {kind: re.compile(rf"\b(?:{'|'.join([kind.value.replace('_', ' '), *called[kind]])})\b") for kind in ServiceType}


def _type(reader: Reader) -> dict[str, Scalar]:
    cell = reader.cells.get("type", "")
    if is_blank(cell):
        return {}
    if found := next((kind for kind, called in _types().items() if called.search(words(cell))), None):
        return {"service_type": found.value}
    reader.note("type", "unknown_type", "{value!r} is no kind of service; write one of {known}", value=quoted(cell), known=", ".join(ServiceType))
    return {}


def _amounts(reader: Reader) -> dict[str, Scalar]:
    """Hours and price as fractions, seats as a whole number; what is free costs 0."""
    amounts: dict[str, Scalar] = {}
    for column in ("hours", "price", "seats"):
        cell = reader.cells.get(column, "")
        if is_blank(cell):
            continue
        found = _NUMBER.search(cell)
        if column == "price" and _FREE.search(words(cell)):
            amounts[column] = 0.0
        elif found and len(found[0]) < 10:
            number = float(found[0].replace(",", "."))
            amounts[column] = int(number) if column == "seats" else number
            if found[0] != cell:
                reader.note(column, "number_read", "{value!r} was read as {number}", value=quoted(cell), number=found[0])
        else:
            reader.note(column, "not_a_number", "{value!r} is no number; it was left out", value=quoted(cell))
    return amounts


def _days(reader: Reader) -> dict[str, Scalar]:
    days: dict[str, Scalar] = {}
    for column in ("opens", "closes"):
        cell = reader.cells.get(column, "")
        if is_blank(cell):
            continue
        if found := day(cell):
            days[column] = found.isoformat()
        else:
            reader.note(column, "not_a_day", "{value!r} is no day; write it like 2026-12-31", value=quoted(cell))
    return days


def _topics(reader: Reader) -> list[Link]:
    """Topics by their names in any of the three languages; others are said."""
    cell = reader.cells.get("topics", "")
    found, unknown = topics(cell) if not is_blank(cell) else ((), ())
    if unknown:
        reader.note("topics", "unknown_topic", "no topic is called {value!r}; it was left out", value=quoted(", ".join(unknown)))
    return [Link(Rel.ABOUT, id) for id in found]
