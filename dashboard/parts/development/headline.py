"""The answer in one sentence, and what it rests on: two windows of 24 months, and how much chance alone would move."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard.i18n import N_, _, listed, month, number, signed
from dashboard.parts.development.words import MEASURES, NOT_RISE, name, written
from dashboard.parts.grid import grid
from dashboard.words import word

Item = Mapping[str, Any]
_FEW = 0.5
_VERDICTS = {
    "better": N_("The network gets better without getting more central."),
    "both": N_("The network gets better, but also more central."),
    "central": N_("The network only gets more central."),
    "worse": N_("The network turns inwards, and is no more central."),
    "same": N_("No change beyond chance is shown."),
    "unknown": N_("It cannot be said yet."),
    "few": N_("Too few new ties are known to say it."),
}


def headline(found: Item) -> None:
    """The verdict, what moved, and the figures behind it."""
    st.markdown(f"#### {word(_VERDICTS, 'few' if _are_few(found) else found['verdict'])}")
    if found["verdict"] == "unknown":
        st.markdown(_("That takes ties of two windows of 24 months. Bring in who works with whom, with the year, on the page *Data*."))
        return
    st.markdown(_moved(found))
    grid([_row(item) for item in found["items"]], right=[_("Before"), _("After"), _("Change"), _("Chance alone")])
    st.caption(
        _(
            "Chance alone: 95 % of the changes that appear when the same meetings and collaborations are shuffled between the two windows, "
            "{draws} times. A change counts as shown if chance makes one as large less than once in twenty times, with all rows asked at once."
        ).format(draws=number(found["draws"]))
    )


def _moved(found: Item) -> str:
    shown = [item for item in found["items"] if item["shown"]]
    said = _("Compared are {ties} ties made in the 24 months to {after} with {earlier} of the 24 months to {before}.").format(
        after=month(found["after"]), before=month(found["before"]), ties=number(found["ties_after"]), earlier=number(found["ties_before"])
    )
    if _are_few(found):
        said += " " + _("So few new ones are either not made, or not known yet: ask the clusters before you conclude anything.")
    if not shown:
        return said
    moves = [_("{name}: {before} → {after}").format(name=name(item["measure"]), before=_value(item, "before"), after=_value(item, "after")) for item in shown]
    return f"{said} {_('More than chance: {moves}.').format(moves=listed(moves))}"


def _are_few(found: Item) -> bool:
    """Whether so much less is known of the later window that a verdict would rest on what is missing."""
    return bool(found["verdict"] != "unknown" and found["ties_after"] < _FEW * found["ties_before"])


def _value(item: Item, which: str) -> str:
    return written(item["measure"], item[which])


def _row(item: Item) -> dict[str, str]:
    code = item["measure"]
    return {
        _("Measure"): name(code),
        _("Direction"): _("must not rise") if item["should"] == NOT_RISE else _("should rise"),
        _("Before"): _value(item, "before"),
        _("After"): _value(item, "after"),
        _("Change"): difference(code, item["after"] - item["before"]),
        _("Finding"): _("more than chance") if item["shown"] else _("within chance"),
        _("Chance alone"): _("{low} to {high}").format(low=_signed(code, item["low"]), high=_signed(code, item["high"])),
    }


def difference(code: str, value: float) -> str:
    """A change with its sign: of shares in percentage points."""
    said = _signed(code, value)
    return _("{points} pp").format(points=said) if MEASURES[code].digits is None else said


def _signed(code: str, value: float) -> str:
    digits = MEASURES[code].digits
    return signed(100 * value, 1) if digits is None else signed(value, digits + 1)
