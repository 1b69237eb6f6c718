"""The tiers by cluster, country, sector, size or language, with conversions, and which clusters are active."""

from collections.abc import Collection, Mapping
from typing import Any

import streamlit as st

from dashboard import session
from dashboard.i18n import _, day, number, percent
from dashboard.parts.grid import choice
from dashboard.parts.reach import ask
from dashboard.parts.reach.tiers import interval
from dashboard.parts.sheet import download
from dashboard.words import LANGUAGE_NAMES, SIZES, label, word

Item = Mapping[str, Any]
_EQUAL = 0.8
_FIGURES = 6  # columns of figures behind the name
_NAME = 40  # characters
_ROWS = 16  # more scroll inside the table


def breakdown(found: Item) -> None:
    """Pills, one table of which a row leads to the businesses behind it, equity of languages, a CSV."""
    st.subheader(_("Where are they?"), anchor=False)
    ask.by()
    by = ask.chosen()
    if not found["slices"]:
        return
    states = judged(found, {cluster["id"] for cluster in (session.me() or {}).get("clusters", ())})
    known_first = sorted(found["slices"], key=lambda one: one["value"] is None)
    rows = [_row(one, by, states) for one in known_first]
    name = word(ask.BY, by)
    at = choice([row | {name: _short(row[name])} for row in rows], f"reach-slices-{by}", right=list(rows[0])[1 : 1 + _FIGURES], most=_ROWS)
    ask.pick(by, known_first[at]["value"] if at is not None else None)
    st.caption(_("Choose a row to see below who is behind its figures."))
    if by == "cluster" and len(rows) > 1:
        st.caption(_("A business in two clusters stands in both rows, so rows may add up to more than the total."))
    if by == "language" and found["equity"] is not None:
        st.markdown(_equity(float(found["equity"])))
    download(rows, f"crossmatch-reach-{by}")


def _equity(found: float) -> str:
    said = _("Language equity: the smallest share of a language who benefited is {share} of the largest (target 80 % or more).")
    verdict = _("Met.") if found >= _EQUAL else _("Not met: one language gets less out of the programme.")
    return f"{said.format(share=percent(found))} {verdict}"


def _row(one: Item, by: str, states: Mapping[str, Item]) -> dict[str, str]:
    row = {word(ask.BY, by): value_name(one["value"], by), _("Known"): _count(one["known"])}
    row |= {_("Reached"): _count(one["reached"]), _("Benefited"): _count(one["benefited"]), _("In depth"): _count(one["supported"])}
    row |= {_("Benefited / reached"): interval(one["benefit"]), _("In depth / benefited"): interval(one["depth"])}
    if by == "cluster":
        row[_("Active")] = _active(states.get(one["value"]["id"]) if one["value"] else None)
    return row


def judged(found: Item, mine: Collection[str]) -> dict[str, Item]:
    """The clusters of which the caller sees enough to say whether they are active: of another's, a manager sees only members it shares."""
    return {cluster["cluster"]["id"]: cluster for cluster in found["clusters"] if found["whole_programme"] or cluster["cluster"]["id"] in mine}


def _short(name: str) -> str:
    """A name that leaves room for the figures; the file has it in full."""
    return name if len(name) <= _NAME else name[:_NAME].rsplit(" ", 1)[0].rstrip(",") + " …"


def value_name(value: Item | None, by: str) -> str:
    """What a value is called on the screen."""
    if value is None:
        return _("In no cluster") if by == "cluster" else _("Not known")
    tables = {"size": SIZES, "language": LANGUAGE_NAMES}
    return word(tables[by], str(value["id"])) if by in tables else label(value)


def _active(state: Item | None) -> str:
    """Yes, or what is missing."""
    if state is None:
        return "–"
    if state["active"]:
        return _("yes")
    if state["managed"] is None:
        return _("no: no manager's work is recorded")
    if not state["acted"]:
        return _("no: nobody acted on a recommendation")
    return _("no: {members} members, manager last active on {day}").format(members=number(state["members"]), day=day(state["managed"]))


def _count(count: Item) -> str:
    low, high = number(count["low"]), number(count["high"])
    return high if low == high else f"{low}–{high}"
