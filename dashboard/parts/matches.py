"""A list of suggestions: rows with bars, and the same as a CSV file."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from dashboard.i18n import _, percent, signed
from dashboard.link import keep, param
from dashboard.parts import sheet as sheets
from dashboard.ranking import ranking
from dashboard.words import branch, label, title

Item = Mapping[str, Any]
_LEAST = 1e-9
_SHORTEST = 0.03  # a bar that can still be seen: who is on the list has some reason


def matches(items: Sequence[Item], *, what: str) -> Item:
    """Show the list and return the chosen item: the one picked, else the link's, else the first."""
    ids = [str(item["id"]) for item in items]
    chosen = param("match", ids, ids[0])
    picked = ranking(_rows(items), chosen=chosen, label=what, key=f"ranking-{hash(tuple(ids))}")
    if picked != chosen:
        keep(match=picked)
        st.rerun()  # the row picked is framed at once
    return items[ids.index(picked)]


def without_sector(items: Sequence[Item]) -> list[Item]:
    """A need in words has no sector: that it is unknown is no news about each suggestion."""
    return [{**item, "cross_sector": False} for item in items]


def strength(item: Item) -> float:
    """The points of all reasons together, without the base that every suggestion starts from."""
    return sum(float(reason["points"]) for reason in item["reasons"] if reason["family"] != "base")


def counter(item: Item) -> str:
    """Where the suggestion would stand without its strongest reason."""
    return str(item["without"]["text"]) if item["without"] else ""


def _rows(items: Sequence[Item]) -> list[dict[str, object]]:
    best = max([strength(item) for item in items] + [_LEAST])
    return [
        {
            "id": item["id"],
            "rank": item["rank"],
            "title": title(item),
            "place": " · ".join(filter(None, [branch(item), label(item["country"])])),
            "bar": (bar := max(_SHORTEST, strength(item) / best)),
            "strength": _("{share} of the strongest suggestion's points").format(share=percent(bar)),
            "badges": [{"text": text, "tone": tone} for text, tone in badges(item)],
        }
        for item in items
    ]


def badges(item: Item) -> list[tuple[str, str]]:
    """What marks a suggestion, as (text, tone)."""
    found = [
        (_("illustrative"), "invented") if item["source"] == "illustrative" else None,
        (_("cross-sector"), "good")
        if item["cross_sector"]
        else (_("sector unknown"), "")
        if item["cross_sector"] is None and item["kind"] != "service"
        else None,
        (_("international"), "good") if item["international"] else None,
    ]
    return [mark for mark in found if mark]


def download(items: Sequence[Item], *, file: str) -> None:
    """The list as CSV for a spreadsheet, in the session's language."""
    sheets.download(rows(items), file)


def rows(items: Sequence[Item]) -> list[dict[str, str]]:
    """The list as a spreadsheet has it."""
    return [
        {
            _("Rank"): str(item["rank"]),
            _("Name"): title(item),
            _("Sector"): branch(item),
            _("Country"): label(item["country"]),
            _("Points"): signed(strength(item), 2).lstrip("+"),
            _("Marks"): ", ".join(mark for mark, _tone in badges(item)),
            _("Why"): str(item["explanation"]),
            _("Watch out"): str(item["watch_out"]),
            _("Counter-check"): counter(item),
        }
        for item in items
    ]
