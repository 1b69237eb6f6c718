"""What changed more among the offered than among the others: answers to surveys before and after."""

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from dashboard.i18n import _, number, plural, signed
from dashboard.parts.charts import colours
from dashboard.parts.measured.tables import table
from dashboard.parts.trial.words import ASKED, arm_word, decimals, draws
from dashboard.words import word

Item = Mapping[str, Any]
_SCALE = {"revenue": (1.0, 2), "innovation": (100.0, 0)}
"""What a value is shown as: bands with two digits, shares as so many of a hundred."""


def changes(trial: Item) -> None:
    """For each question a picture and its figures."""
    if trial["state"] != "over":
        return
    st.subheader(_("What changed besides"), anchor=False)
    if not trial["changes"]:
        few = _("Too few businesses of both groups answered the surveys before the draw and half a year after it.")
        st.markdown(few + " " + _("Ask them again: two answers make the comparison."))
        return
    st.markdown(
        _(
            "The same businesses were asked before the draw and months after it. What counts is how much **more** one group changed than the other. "
            "A line across zero means: no difference that could be told from chance."
        )
    )
    for code in dict.fromkeys(row["asked"] for row in trial["changes"]):
        rows = [row for row in trial["changes"] if row["asked"] == code]
        st.markdown(f"**{word(ASKED, code)}**")
        st.altair_chart(_intervals(rows, code), width="stretch", height=150)
        table([_row(row) for row in rows], _columns(trial))
    st.caption(_("Once those who waited are offered introductions, too, the groups grow alike again: what is seen later understates the effect."))


def _columns(trial: Item) -> Sequence[str]:
    offer, wait = (arm_word(trial["design"], arm) for arm in ("offer", "wait"))
    ways = (_("{group}: before → after").format(group=group) for group in (offer, wait))
    return (_("Asked"), _("Answers"), *ways, _("Difference"), _("By chance, of 100 draws"))


def _row(row: Item) -> Sequence[str]:
    scale, digits = _SCALE[row["asked"]]
    ways = (f"{number(row[f'{arm}_before'] * scale, digits)} → {number(row[f'{arm}_after'] * scale, digits)}" for arm in ("offered", "waiting"))
    value, low, high = (signed(row["effect"][part] * scale, digits) for part in ("value", "low", "high"))
    return (_months(row["months"]), f"{number(row['offered'])}\u00a0+\u00a0{number(row['waiting'])}", *ways, f"{value} [{low},\u00a0{high}]", draws(row["p"]))


def _months(count: int) -> str:
    return plural("after {count} month", "after {count} months", count)


def _intervals(rows: Sequence[Item], asked: str) -> alt.LayerChart | alt.FacetChart:
    tones, (scale, _digits) = colours(), _SCALE[asked]
    cells = [(_months(row["months"]), *(row["effect"][part] * scale for part in ("value", "low", "high"))) for row in rows]
    data = pd.DataFrame(cells, columns=["months", "value", "low", "high"])
    order = alt.Y("months:N", sort=list(data["months"]), axis=None)
    axis = alt.Axis(title=_("difference between the groups"), ticks=False, domain=False, tickCount=5, labelExpr=decimals())
    lines = alt.Chart(data).mark_rule(strokeWidth=3, yOffset=9, color=tones.good).encode(y=order, x=alt.X("low:Q", axis=axis), x2="high:Q")
    dots = alt.Chart(data).mark_point(filled=True, size=110, opacity=1, yOffset=9, color=tones.good).encode(y=order, x="value:Q")
    zero = alt.Chart(pd.DataFrame({"zero": [0.0]})).mark_rule(strokeDash=[5, 4], color=tones.quiet).encode(x="zero:Q")
    names = alt.Chart(data).mark_text(align="left", yOffset=-11, fontSize=13, color=tones.text).encode(y=order, x="low:Q", text="months:N")
    return alt.layer(zero, lines, dots, names)
