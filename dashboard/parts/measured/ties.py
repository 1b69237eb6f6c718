"""Ranking against ties that formed later: goals, rankers side by side, newcomers."""

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from dashboard.i18n import _, listed, number, plural
from dashboard.parts.charts import colours
from dashboard.parts.measured.tables import change, figure, table
from dashboard.parts.measured.words import OURS, SLICES, WHO, ranker_word
from dashboard.words import word

Item = Mapping[str, Any]


def ties(found: Item) -> None:
    """What was asked, the goals, and every ranker beside ours on one slice."""
    years = listed([str(year) for year in found["test_years"]])
    st.markdown(
        _(
            "The network as it was known at the end of {until}. For each of {count} organisations everybody else was put in order; "
            "the ties of {years} say who was right. "
            "**First ten**: how close the first ten come to the best possible order (nDCG@10, 1 is perfect). "
            "**First fifty**: the share of later partners among the first fifty (Recall@50). In brackets: where the figure lies with 95% certainty."
        ).format(until=found["until"], count=number(found["sources"]), years=years)
    )
    rows = found["partners"]
    if ours := [row for row in rows if row["ranker"] in OURS and row["goal_ndcg10"] is not None]:
        _goals(ours)
    groups = list(dict.fromkeys((row["slice"], row["who"]) for row in rows))
    chosen = st.selectbox(_("Compare on"), groups, format_func=lambda group: group_word(*group), key="measured_group")
    _compared([row for row in rows if (row["slice"], row["who"]) == chosen])


def group_word(slice: str, who: str) -> str:
    """Which ties, and whose."""
    return f"{word(SLICES, slice)} · {word(WHO, who)}"


def _goals(ours: Sequence[Item]) -> None:
    rows = [
        (
            group_word(row["slice"], row["who"]),
            _beside(row["ndcg10"], row["goal_ndcg10"]),
            _beside(row["recall50"], row["goal_recall50"]),
        )
        for row in ours
    ]
    table(rows, (_("Goals"), _("First ten"), _("First fifty")))


def _beside(value: float, goal: float | None) -> str:
    if goal is None:
        return figure(value)
    return _("{value}, goal {goal}: {verdict}").format(value=figure(value), goal=figure(goal), verdict=verdict(value, goal))


def verdict(value: float, goal: float) -> str:
    """Met, or short by how much."""
    return _("met") if round(value, 3) >= round(goal, 3) else _("short by {gap}").format(gap=figure(goal - value))


def _compared(rows: Sequence[Item]) -> None:
    ordered = sorted(rows, key=lambda row: -row["ndcg10"])
    st.altair_chart(_intervals(ordered), width="stretch", height=44 * len(ordered) + 50)
    columns = (_("Ranker"), _("First ten"), _("First fifty"), _("First right one (MRR)"), _("One of the first ten right (Hits@10)"))
    table(
        [
            (
                ranker_word(row["ranker"]),
                figure(row["ndcg10"], row["ndcg10_interval"]),
                figure(row["recall50"], row["recall50_interval"]),
                figure(row["mrr"]),
                figure(row["hits10"]),
            )
            for row in ordered
        ],
        columns,
    )


def _intervals(rows: Sequence[Item]) -> alt.LayerChart | alt.FacetChart:
    tones = colours()
    data = pd.DataFrame(
        [
            (ranker_word(row["ranker"]), row["ndcg10"], row["ndcg10_interval"][0], row["ndcg10_interval"][1], "ours" if row["ranker"] in OURS else "others")
            for row in rows
        ],
        columns=["ranker", "value", "low", "high", "whose"],
    )
    order = alt.Y("ranker:N", sort=list(data["ranker"]), axis=None)
    colour = alt.Color("whose:N", scale=alt.Scale(domain=["ours", "others"], range=[tones.good, tones.quiet]), legend=None)
    base = alt.Chart(data).encode(y=order, color=colour)
    axis = alt.Axis(title=_("First ten (nDCG@10)"), ticks=False, domain=False, tickCount=5, format=".2f")
    lines = base.mark_rule(strokeWidth=2, yOffset=8).encode(x=alt.X("low:Q", axis=axis), x2="high:Q")
    points = base.mark_point(filled=True, size=90, opacity=1, yOffset=8).encode(x="value:Q")
    # the names stand above their lines, not beside them: a narrow screen has no room for both
    labels = alt.Chart(data).mark_text(align="left", yOffset=-9, fontSize=12.5, color=tones.text).encode(y=order, x=alt.datum(0), text="ranker:N")
    goals = [row["goal_ndcg10"] for row in rows if row["goal_ndcg10"] is not None]
    goal = alt.Chart(pd.DataFrame({"goal": goals[:1]})).mark_rule(strokeDash=[5, 4], color=tones.against).encode(x="goal:Q")
    return alt.layer(lines, points, labels, goal) if goals else alt.layer(lines, points, labels)


def newcomers(found: Item) -> None:
    """Baselines beside the fitted ranker on the newcomers of all years, with the paired lead."""
    st.markdown(
        _(
            "Newcomers (at most 8 known ties) are few in one year. So those of several years are taken together, with a model that was "
            "fitted anew for each year on earlier years only. **Lead**: by how much ours is better on the same organisations."
        )
    )
    for slice in dict.fromkeys(row["slice"] for row in found["newcomers"]):
        rows = [row for row in found["newcomers"] if row["slice"] == slice]
        cells = [(ranker_word(row["ranker"]), figure(row["ndcg10"]), figure(row["recall50"]), _lead(row)) for row in rows]
        heading = f"{word(SLICES, slice)} · " + plural("{count} newcomer", "{count} newcomers", rows[0]["sources"])
        table(cells, (heading, _("First ten"), _("First fifty"), _("Lead")))


def _lead(row: Item) -> str:
    if row["lead"] is None:
        return ""
    interval = row["lead_interval"]
    return change(row["lead"]) + (f" [{change(interval[0])}, {change(interval[1])}]" if interval else "")
