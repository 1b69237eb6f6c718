"""Both records of a pair beside each other, what differs marked."""

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from dashboard.i18n import N_, _, listed
from dashboard.parts.duplicates.words import agreement, decided, likelihood
from dashboard.parts.text import badge, plain
from dashboard.words import SIZES, SOURCES, label, word

Item = Mapping[str, Any]
_ROWS = {
    "name": N_("Name"),
    "form": N_("Legal form"),
    "town": N_("Town"),
    "country": N_("Country"),
    "site": N_("Website"),
    "register": N_("Register or VAT number"),
    "sector": N_("Sector"),
    "size": N_("Size"),
    "founded": N_("Founded"),
    "clusters": N_("Member of"),
    "source": N_("Source"),
}


def question(pair: Item) -> None:
    """How likely it is, or what was decided."""
    st.markdown(f"**{likelihood(pair) if pair['state'] == 'open' else plain(decided(pair))}**")


def sides(pair: Item) -> None:
    """A table: one fact a row, one record a column, and whether they agree."""
    one, other = pair["records"]
    found = {fact["field"]: fact["agreement"] for fact in pair["facts"]}
    rows = [
        (name, agreement(found.get(name, "unknown")), *_cells(name, one, other, found))
        for name in _ROWS
        if name != "source" or one["source"] != other["source"]
    ]
    shown = [row for row in rows if any(row[2:])]
    head = f"| | **{_('First record')}** {_marks(one, other)} | **{_('Second record')}** {_marks(other, one)} |\n|---|---|---|\n"
    st.markdown(head + "\n".join(f"| :gray[{_(_ROWS[name])}] {said} | {first or '–'} | {second or '–'} |" for name, said, first, second in shown))


def _marks(record: Item, other: Item) -> str:
    """Whose record it is, where it is only one of them, and whether it is invented."""
    marks = [badge(_("yours"), "blue")] if record["mine"] and not other["mine"] else []
    return " ".join([*marks, *([badge(_("illustrative"))] if record["source"] == "illustrative" else [])])


def _cells(name: str, one: Item, other: Item, found: Mapping[str, str]) -> tuple[str, str]:
    first, second = _text(name, one), _text(name, other)
    marked = name == "name" and found.get(name) != "same"
    return (_marked(first, second), _marked(second, first)) if marked else (plain(first), plain(second))


def _text(name: str, record: Item) -> str:
    facts = {
        "name": record["name"],
        "town": record["city"],
        "country": label(record["country"]),
        "site": record["site"],
        "register": record["register_number"],
        "sector": label(record["sector"]),
        "size": word(SIZES, record["size"]) if record["size"] else "",
        "founded": str(record["founded"] or ""),
        "clusters": listed([label(cluster) for cluster in record["clusters"]]),
        "source": word(SOURCES, record["source"]) if record["source"] else "",
    }
    return str(facts.get(name, ""))


def _marked(text: str, other: str) -> str:
    """A name whose words that the other lacks stand out."""
    known = _folded(other.split())
    words = [plain(one) if folded in known else f":orange[**{plain(one)}**]" for one, folded in zip(text.split(), _folded(text.split()), strict=True)]
    return " ".join(words)


def _folded(words: Sequence[str]) -> list[str]:
    """Words without case, accents and punctuation."""
    bare = (unicodedata.normalize("NFKD", one.casefold()) for one in words)
    return ["".join(letter for letter in one if letter.isalnum()) or one for one in bare]
