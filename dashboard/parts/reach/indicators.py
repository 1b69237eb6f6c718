"""Every indicator of the programme, each with how it is made, what proves it, and what does not count and why."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from dashboard import session
from dashboard.i18n import N_, _, day, language, number
from dashboard.parts.grid import choice, grid
from dashboard.parts.sheet import download
from dashboard.parts.states import asking
from dashboard.parts.text import plain
from dashboard.words import HAPPENINGS, word

Item = Mapping[str, Any]
_SHOWN = 50  # entries of evidence at once
OVER = {
    "until": N_("everything until {until}"),
    "within": N_("from {since} to {until}"),
    "on": N_("as it was on {until}"),
    "measured": N_("as it was measured: {made}"),
}


def indicators(on: str) -> None:
    """Choose a group, see its figures, choose one, see what it is made of."""
    st.subheader(_("All indicators"), anchor=False)
    if not st.toggle(_("Show every indicator of the programme, with formula and evidence"), key="indicators-shown"):
        return  # they take a moment
    with asking(_("Computing all indicators …")):
        found = session.client().indicators(until=on, lang=language())
    groups = {item["group"]: item["group_name"] for item in found["items"]}
    group = st.pills(_("Group"), list(groups), default="R", format_func=lambda code: groups[code], key="indicator-group") or "R"
    items = [item for item in found["items"] if item["group"] == group]
    at = choice(_filled([_row(item) for item in items]), f"indicators-{group}", right=(_("Value"), _("Interval"), _("Evidence")))
    download([_row(item) for item in found["items"]], "crossmatch-indicators")
    if at is None:
        st.caption(_("Choose a row to see how the figure is made and what proves it."))
        return
    _made(items[at], found)
    _refused(items[at]["refused"])
    _evidence(items[at], on)


def _filled(rows: Sequence[Mapping[str, str]]) -> list[dict[str, str]]:
    """Without columns that are empty in all rows: the others need the room."""
    return [{name: text for name, text in row.items() if any(other[name] for other in rows)} for row in rows]


def _row(item: Item) -> dict[str, str]:
    return {
        _("Code"): item["code"],
        _("Indicator"): item["name"],
        _("Value"): item["text"],
        _("Interval"): _interval(item),
        _("Unit"): item["unit_name"],
        _("Target"): _target(item),
        _("Evidence"): number(item["evidence"]) if item["evidence"] else "",
        _("If not, why"): item["reason"],
    }


def _made(item: Item, found: Item) -> None:
    said = word(OVER, item["over"]).format(since=day(found["since"]), until=day(found["until"]), made=plain(item["made"]))
    st.markdown(f"**{plain(item['code'])} {plain(item['name'])}: {plain(item['text'])}**")
    st.markdown(plain(item["formula"]))
    st.caption(
        _("Reckoned over {period}. Source: {source}. Rules version {version}.").format(
            period=said, source=plain(item["source"]), version=plain(item["version"])
        )
    )
    if item["parts"]:
        grid([_part(part) for part in item["parts"]], right=(_("Value"), _("Of")))


def _part(part: Item) -> dict[str, str]:
    of = "" if part["part"] is None or part["whole"] is None else f"{number(part['part'])} / {number(part['whole'])}"
    return {_("Of which"): part["name"], _("Value"): "–" if part["number"] is None else number(part["number"], _digits(part["number"])), _("Of"): of}


def _refused(found: Sequence[Item]) -> None:
    """What does not count, by reason."""
    if not found:
        return
    st.markdown(f"**{_('What does not count, and why')}**")
    grid([{_("Reason"): one["text"], _("How many"): number(one["count"]), _("For example"): _cases(one)} for one in found], right=(_("How many"),))


def _cases(one: Item) -> str:
    """The nearest of them, by pseudonym."""
    return ", ".join(f"{case['who']} ({number(case['have'], 1)})" for case in one["cases"][:3] if case["who"])


def _evidence(item: Item, on: str) -> None:
    if not item["evidence"]:
        return
    st.markdown(f"**{_('What proves it')}**")
    with asking(_("Fetching the entries …")):
        found = session.client().indicator_evidence(item["key"], until=on, limit=_SHOWN, lang=language())
    rows = [
        {
            _("Entry"): number(one["seq"]),
            _("What happened"): word(HAPPENINGS, one["happening"]),
            _("On"): day(one["on"]),
            _("Entered"): day(one["entered"]),
            _("Pseudonym"): one["pseudonym"],
            _("Seal"): one["hash"],
        }
        for one in found["items"]
    ]
    if rows:
        grid(rows, right=(_("Entry"),))
    if found["others"]:
        st.caption(_("And other places: {places}").format(places=", ".join(f"`{place}`" for place in found["others"][:10])))
    if found["total"] > len(rows):
        st.caption(_("{shown} of {total} entries are shown.").format(shown=number(len(rows)), total=number(found["total"])))


def _interval(item: Item) -> str:
    if item["low"] is None or item["high"] is None or item["low"] == item["high"]:
        return ""
    digits = _digits(item["low"])
    if item["unit"] == "share":
        return f"{number(item['low'] * 100, 1)}–{number(item['high'] * 100, 1)}\u00a0%"
    return f"{number(item['low'], digits)}–{number(item['high'], digits)}"


def _target(item: Item) -> str:
    """What is aimed at, and whether it is met."""
    low, high = item["target_low"], item["target_high"]
    if low is None and high is None:
        return ""
    scale, unit = (100, "\u00a0%") if item["unit"] == "share" else (1, "")
    ends = [number(end * scale, _needed(end * scale)) + unit for end in (low, high) if end is not None]
    said = "–".join(ends) if len(ends) == 2 else f"≥ {ends[0]}" if low is not None else f"≤ {ends[0]}"
    return said if item["met"] is None else f"{said} ({_('met') if item['met'] else _('not met')})"


def _needed(value: float) -> int:
    """Digits of a round number that somebody set: .8, not .800."""
    return next((digits for digits in range(3) if value == round(value, digits)), 3)


def _digits(value: float) -> int:
    return 0 if value == round(value) else 1 if abs(value) >= 10 else 3
