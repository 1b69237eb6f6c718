"""How long collaborations last, by the way they came about."""

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from dashboard.i18n import _, number, plural
from dashboard.parts.charts import colours
from dashboard.parts.measured.tables import table
from dashboard.parts.trial.words import CHANNELS, draws, of_100
from dashboard.words import word

Item = Mapping[str, Any]
_MONTH = 365.25 / 12
_FEWEST = 5  # ties for a line of their own; fewer are in the table only


def lasting(found: Item) -> None:
    """A curve for each channel, the shares after 6, 12 and 24 months, and whether channels differ."""
    st.subheader(_("How long do ties last?"), anchor=False)
    if found["all"] is None:
        st.markdown(_("No collaboration was signed and confirmed yet. Once some are, this shows how many of them last."))
        return
    ended = found["all"]["ended"]
    ends = plural("{count} of them has ended.", "{count} of them have ended.", ended) if ended else _("None of them has ended.")
    made = plural("{count} collaboration was signed and confirmed.", "{count} collaborations were signed and confirmed.", found["all"]["ties"])
    st.markdown(f"{made} {ends} {_('Those that go on count for as long as they were watched.')}")
    if ended:
        curves = [curve for curve in found["channels"] if curve["ties"] >= _FEWEST] or [found["all"]]
        st.altair_chart(_curves(curves), width="stretch", height=320)
    table([_row(curve, word(CHANNELS, curve["channel"])) for curve in found["channels"]] + [_row(found["all"], _("All"))], _columns())
    if any(point["share"] is None for curve in found["channels"] for point in curve["at"]):
        st.caption(_("A dash: no tie was watched that long yet."))
    if found["p"] is not None:
        differ = _("If ties of every kind lasted equally long, they would look this different in {draws} of 100 cases (log-rank test).")
        st.caption(differ.format(draws=draws(found["p"])))


def _columns() -> Sequence[str]:
    return (_("Came about"), _("Ties"), _("Ended"), *(plural("of 100 after {count} month", "of 100 after {count} months", months) for months in (6, 12, 24)))


def _row(curve: Item, name: str) -> Sequence[str]:
    return (name, number(curve["ties"]), number(curve["ended"]), *(_share(point) for point in curve["at"]))


def _share(point: Item) -> str:
    if point["share"] is None:
        return "–"
    if point["low"] is None or point["high"] is None:
        return of_100(point["share"])
    return f"{of_100(point['share'])} [{of_100(point['low'])},\u00a0{of_100(point['high'])}]"


def _curves(curves: Sequence[Item]) -> alt.LayerChart | alt.FacetChart:
    tones = colours()
    names = [word(CHANNELS, curve["channel"]) if len(curves) > 1 else _("All") for curve in curves]
    rows = [
        (name, step["day"] / _MONTH, step["share"] * 100, *(100 * step["share"] if step[end] is None else step[end] * 100 for end in ("low", "high")))
        for name, curve in zip(names, curves, strict=True)
        for step in curve["steps"]
    ]
    data = pd.DataFrame(rows, columns=["channel", "months", "share", "low", "high"])
    palette = alt.Scale(domain=names, range=[tones.good, tones.against, tones.sum, tones.quiet])
    legend = alt.Legend(title=None, orient="top", labelLimit=320, symbolType="stroke", symbolOpacity=1, symbolStrokeWidth=4, columns=3)
    colour = alt.Color("channel:N", scale=palette, legend=legend)
    x = alt.X("months:Q", axis=alt.Axis(title=_("months since the signature"), ticks=False, domain=False, tickCount=8), scale=alt.Scale(nice=False))
    y = alt.Y("share:Q", axis=alt.Axis(title=_("of 100 still last"), ticks=False, domain=False, tickCount=5), scale=alt.Scale(domain=[0, 100]))
    bands = alt.Chart(data).mark_area(interpolate="step-after", opacity=0.13).encode(x=x, y=alt.Y("low:Q"), y2="high:Q", color=colour)
    tips = [
        alt.Tooltip("channel:N", title=_("Came about")),
        alt.Tooltip("months:Q", title=_("months"), format=".0f"),
        alt.Tooltip("share:Q", title=_("of 100"), format=".0f"),
    ]
    lines = alt.Chart(data).mark_line(interpolate="step-after", strokeWidth=2.5).encode(x=x, y=y, color=colour, tooltip=tips)
    return alt.layer(bands, lines)
