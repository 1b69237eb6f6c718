"""How the points of the reasons add up, family by family, as a picture."""

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from dashboard.i18n import _, signed
from dashboard.parts.charts import colours, names
from dashboard.parts.matches import strength
from dashboard.parts.reasons import VISIBLE
from dashboard.words import FAMILIES, word

Item = Mapping[str, Any]


def waterfall(item: Item) -> None:
    """The points of the reasons, the strongest first, and their sum.

    The base is left out: it is the same for every suggestion of a list, and negative once weights are learned, because most pairs never form a tie.
    """
    parts = [(reason["family"], float(reason["points"])) for reason in item["reasons"] if reason["family"] != "base" and abs(reason["points"]) >= VISIBLE]
    st.altair_chart(_bars(_levels(parts, strength(item))), width="stretch", height=34 * (len(parts) + 1) + 20)


def _levels(parts: Sequence[tuple[str, float]], total: float) -> pd.DataFrame:
    rows, level = [], 0.0
    for family, points in parts:
        rows.append((word(FAMILIES, family), level, level + points, signed(points), "for" if points > 0 else "against"))
        level += points
    rows.append((_("Together"), 0.0, total, signed(total), "sum"))
    return pd.DataFrame(rows, columns=["step", "start", "end", "points", "tone"])


def _bars(table: pd.DataFrame) -> alt.LayerChart | alt.FacetChart:
    table = table.assign(right=table[["start", "end"]].max(axis=1))
    tones = colours()
    base = alt.Chart(table).encode(y=alt.Y("step:N", sort=list(table["step"]), axis=names()))
    bars = base.mark_bar(height=14, cornerRadius=2).encode(
        x=alt.X("start:Q", axis=alt.Axis(title=None, labels=False, ticks=False, grid=False, domain=False)),
        x2="end:Q",
        color=alt.Color("tone:N", scale=alt.Scale(domain=["for", "against", "sum"], range=[tones.good, tones.against, tones.sum]), legend=None),
        tooltip=[alt.Tooltip("step:N", title=_("Reason")), alt.Tooltip("points:N", title=_("Points"))],
    )
    texts = base.mark_text(align="left", dx=6, fontSize=12, color=tones.text).encode(x="right:Q", text="points:N")
    return alt.layer(bars, texts)
