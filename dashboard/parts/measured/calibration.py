"""Predicted probability beside what came: the curve, its error, and of whom it speaks."""

from collections.abc import Mapping
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from dashboard.i18n import _, number
from dashboard.parts.charts import colours
from dashboard.parts.measured.tables import figure

Item = Mapping[str, Any]
GOAL = 0.02


def calibration(found: Item) -> None:
    """The curve: on the line, what was predicted came true as often as it said."""
    part = found["calibration"]
    st.markdown(
        _(
            "Suggestions that were shown, sorted by their probability into groups of the same size: across, what was predicted; upwards, "
            "how many became a tie. On the dashed line the probability says neither too much nor too little."
        )
    )
    st.caption(_("It speaks of the first 50 suggestions to businesses that found a partner abroad in a public project in that time, not of all businesses."))
    error, met = figure(part["ece"]), part["ece"] <= GOAL
    st.markdown(
        _("Mean error (ECE) **{error}**, goal at most {goal}: {verdict}. Brier score {brier}.").format(
            error=error, goal=number(GOAL, 2), verdict=_("met") if met else _("not met"), brier=figure(part["brier"])
        )
    )
    if part["bins"]:
        st.altair_chart(_curve(part["bins"]), width="stretch", height=300)


def _curve(bins: list[Item]) -> alt.LayerChart | alt.FacetChart:
    tones = colours()
    data = pd.DataFrame([(one["predicted"], one["observed"], one["count"]) for one in bins], columns=["predicted", "observed", "count"])
    most = float(max(data["predicted"].max(), data["observed"].max())) or 1.0
    ends = pd.DataFrame({"predicted": [0.0, most], "observed": [0.0, most]})
    x = alt.X("predicted:Q", axis=alt.Axis(title=_("predicted"), format=".0%", ticks=False, domain=False, tickCount=6), scale=alt.Scale(domain=[0, most]))
    y = alt.Y("observed:Q", axis=alt.Axis(title=_("came true"), format=".0%", ticks=False, domain=False, tickCount=6), scale=alt.Scale(domain=[0, most]))
    ideal = alt.Chart(ends).mark_line(strokeDash=[5, 4], color=tones.quiet, strokeWidth=1.5).encode(x=x, y=y)
    tips = [
        alt.Tooltip("predicted:Q", title=_("predicted"), format=".1%"),
        alt.Tooltip("observed:Q", title=_("came true"), format=".1%"),
        alt.Tooltip("count:Q", title=_("Suggestions")),
    ]
    line = alt.Chart(data).mark_line(color=tones.good, point=alt.OverlayMarkDef(filled=True, size=70, color=tones.good)).encode(x=x, y=y, tooltip=tips)
    return alt.layer(ideal, line)
