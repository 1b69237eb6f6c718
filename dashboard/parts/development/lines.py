"""Small multiples: a line for each measure, with what it means and which direction is good; and all figures as a table."""

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from dashboard.i18n import N_, _, language, month, number
from dashboard.parts.charts import colours
from dashboard.parts.development.words import GROUPS, MEASURES, NOT_RISE, RISE, SHOULD, name, written
from dashboard.parts.grid import grid
from dashboard.parts.sheet import download
from dashboard.parts.text import badge

Item = Mapping[str, Any]
_WIDTH = 280  # px of one: three in a row from 1,280 px on, fewer on a narrower screen
_HEIGHT = 130


def lines(items: Sequence[Item]) -> None:
    """Every measure that is known at some point, by the question it answers."""
    for question, codes in GROUPS:
        known = [code for code in codes if any(item["figures"].get(code) is not None for item in items)]
        if known:
            st.markdown(f"##### {_(question)}")
        with st.container(horizontal=True, gap="medium"):
            for code in known:
                with st.container(width=_WIDTH):
                    _one(code, items)


def _one(code: str, items: Sequence[Item]) -> None:
    measure = MEASURES[code]
    tone = {RISE: "green", NOT_RISE: "orange"}.get(measure.should, "gray")
    newest = next(item["figures"][code] for item in reversed(items) if item["figures"].get(code) is not None)
    said = _("{name}: {value}").format(name=_(measure.name), value=written(code, newest))
    st.markdown(f"**{said}**  \n{badge(_(SHOULD[measure.should]), tone)}")
    st.caption(_(measure.means))
    st.altair_chart(_chart(code, items), width="stretch")


def _chart(code: str, items: Sequence[Item]) -> alt.LayerChart | alt.FacetChart:
    tones, measure = colours(), MEASURES[code]
    data = pd.DataFrame([_point(code, item) for item in items if item["figures"].get(code) is not None])
    tone = {RISE: tones.good, NOT_RISE: tones.against}.get(measure.should, tones.sum)
    span = alt.Scale(domain=[_day(items[0]), _day(items[-1])])  # the same for all, whatever is known of each
    x = alt.X("month:T", axis=alt.Axis(title=None, format="%Y", tickCount="year", grid=False, ticks=False, labelOverlap=True), scale=span)
    y = alt.Y("value:Q", axis=alt.Axis(title=None, tickCount=3, ticks=False, domain=False, labelExpr=_labels(measure.digits)), scale=_scale(data))
    tips = [alt.Tooltip("when:N", title=_("Month")), alt.Tooltip("said:N", title=_(measure.name))]
    base = alt.Chart(data)
    line = base.mark_line(color=tone, strokeWidth=2).encode(x=x, y=y)
    points = base.mark_point(color=tone, filled=True, size=60, opacity=0).encode(x=x, y=y, tooltip=tips)
    last = alt.Chart(data.tail(1)).mark_point(color=tone, filled=True, size=50, opacity=1).encode(x=x, y=y, tooltip=tips)
    band = base.mark_area(color=tone, opacity=0.2).encode(x=x, y=alt.Y("low:Q"), y2="high:Q")
    return alt.layer(*([band] if code == "mean_path" else []), line, points, last).properties(height=_HEIGHT)


def _day(item: Item) -> pd.Timestamp:
    return pd.Timestamp(f"{item['month']}-01")


def _point(code: str, item: Item) -> dict[str, object]:
    value = item["figures"][code]
    low, high = item["path_interval"] or (value, value)
    return {"month": _day(item), "value": value, "low": low, "high": high, "when": month(item["month"]), "said": written(code, value)}


def _scale(data: pd.DataFrame) -> alt.Scale:
    """From zero, so that a small move looks small."""
    top = float(data["value"].max())
    return alt.Scale(domain=[min(0.0, float(data["value"].min())), top * 1.1 if top > 0 else 1.0], nice=True)


def _labels(digits: int | None) -> str:
    """Figures of an axis as the language writes them."""
    plain = "format(datum.value, '.2~%')" if digits is None else f"format(datum.value, ',.{digits}~f')"
    if language() == "en":
        return plain
    return f"replace(replace({plain}, '.', ','), '%', '\u00a0%')"


def table(items: Sequence[Item], undated: int) -> None:
    """All figures, the newest first, behind a fold; the file has them all as well."""
    with st.expander(_("All figures")):
        rows = [_row(item) for item in reversed(items)]
        grid(rows, right=list(rows[0])[1:])
        download(rows, "crossmatch-network-over-time")
        if undated:
            st.caption(_("{count} known ties have no date and count in no month.").format(count=number(undated)))


def _row(item: Item) -> dict[str, str]:
    figures = {name(code): written(code, item["figures"].get(code)) for code in MEASURES if code in item["figures"]}
    counts = {_("Organisations"): number(item["organisations"]), _("Of these with a tie"): number(item["tied"]), _("Ties"): number(item["ties"])}
    return {_("Month"): month(item["month"]), **counts, **figures}


def how() -> None:
    """What a tie is and when it counts, behind a fold."""
    with st.expander(_("What counts as a tie, and for how long")):
        st.markdown("\n".join(f"- {_(rule)}" for rule in _RULES))


_RULES = (
    N_(
        "A tie counts for 24 months from the month in which it was made: a common project begins (of at most 60 organisations), a collaboration was "
        "signed by one side and confirmed by the other, or two are known to work together."
    ),
    N_(
        "Where only the year of a tie is known, it stands for July of that year, which may be half a year wrong. So a step from June to July is no event, "
        "nor is one two years later, when such ties end."
    ),
    N_("A collaboration that ended stops counting with that month."),
    N_(
        "Counted are organisations whose legal basis covers statistics; one in several clusters counts for the first of them by its id. "
        "Sectors, clusters and countries are those of today, for all months."
    ),
    N_(
        "An organisation's main field of research is the one that most of its projects are in. So partners share it more often than chance would have it, "
        "by construction."
    ),
    N_("Except for the share with a tie, all figures are of those who have one."),
)
