"""Makes an empty list of what happened to fill in, in three languages: the header, one invented example that the reader leaves out, and a sheet of help."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal

from graph.schema import Lang
from seeds.formats.writing import Written, write_table, write_workbook
from seeds.happenings.columns import columns_of, title
from seeds.happenings.facts import FACTS
from seeds.happenings.options import Sort
from seeds.happenings.words import table
from seeds.members.remarks import HELP
from seeds.report import Sentence

_FILE = Path(__file__).with_name("examples.toml")
_WIDTHS = {"name": 46, "about": 32, "register": 26, "by": 24, "what": 24}
_HEADINGS = {Lang.EN: ("Column", "What to write"), Lang.DE: ("Spalte", "Was hineinkommt"), Lang.FR: ("Colonne", "Que mettre")}
_FIGURE = Sentence("only where it fits what happened: {known}")
ADVICE: Mapping[str, Sentence] = {
    "id": Sentence("your own number of the member, or its id here; a row needs this, the register number, or the name"),
    "name": Sentence("the organisation's name as it stands in your list of members"),
    "register": Sentence("a register or VAT number; the surest way to be found"),
    "city": Sentence("the town, where two organisations have one name; no street"),
    "day": Sentence("when it happened, such as 2026-03-31; never a day that has not come yet"),
    "what": Sentence("one of {known}", {"known": ", ".join(table()["happenings"])}),
    "about": Sentence("the event, newsletter, service or other organisation that it was about: its name or id"),
    "attended": Sentence("yes or no, or x for who came; without this column everybody came"),
    "delivered": Sentence("yes or no; without this column every mail was delivered"),
    "opened": Sentence("yes or no, how often, or the day"),
    "hours": Sentence("how many hours, such as 1.5 or 1:30; more than 0, and at most 24 a day"),
    "by": Sentence("a code for who helped, such as manager-leeds; a name becomes a code and is not kept"),
    "ref": Sentence("your number of this row; may be empty, but tells two sessions on one day apart"),
    **{column: Sentence(_FIGURE.template, {"known": fact.known}) for column, fact in FACTS.items()},
}
"""What to write into each column."""


@cache
def _examples() -> Mapping[str, Any]:
    return tomllib.loads(_FILE.read_text("utf-8"))


def template(sort: Sort, lang: Lang, format: Literal["xlsx", "csv"]) -> bytes:
    """An empty list of this sort as a file. Excel gets a second sheet that explains the columns."""
    asked = columns_of(sort)
    rows = [[title(ours, lang, sort) for ours in asked], [_example(ours, sort, lang) for ours in asked]]
    if format == "csv":
        return write_table(rows, format="csv", separator="," if lang is Lang.EN else ";")
    widths = [_WIDTHS.get(ours, 18) for ours in asked]
    advice = [_HEADINGS[lang], *((title(ours, lang, sort), ADVICE[ours].say(lang)) for ours in asked)]
    return write_workbook([Written("Crossmatch", rows, widths), Written(HELP[lang], advice, (30, 100))])


def _example(ours: str, sort: Sort, lang: Lang) -> str:
    found = _examples().get(ours, ("", "", ""))
    words = found[sort.value] if ours == "about" else found
    return str(words[tuple(Lang).index(lang)])
