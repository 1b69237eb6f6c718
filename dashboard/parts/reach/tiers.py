"""The three tiers against their targets: a sentence, three figures, one drawing, and how they are counted."""

from collections.abc import Mapping
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from dashboard.i18n import N_, _, day, number, percent
from dashboard.parts.charts import colours, names
from dashboard.words import word

Item = Mapping[str, Any]
TIERS = {"1": N_("Reached"), "2": N_("Directly benefited"), "3": N_("Supported in depth")}
BEHIND = "behind-the-figures"
"""Where the businesses behind the figures stand on the page."""
_COLUMN = 280  # px of a figure: three in a row from 1,280 px on, fewer on a narrower screen
_NAMES = 240  # px for the longest name of a tier
_WIDE = 0.005  # an interval narrower than this says nothing on the screen


def tier_name(tier: int) -> str:
    return word(TIERS, str(tier))


def headline(found: Item) -> None:
    """What the evaluator came for, in one sentence."""
    if not found["tiers"][0]["count"]["high"]:
        st.info(_("Nobody has been reached yet. Bring in attendance lists and hours sheets on the page *Data*."), icon=":material/info:")
        return
    depth, active = found["tiers"][2], sum(cluster["active"] for cluster in found["clusters"])
    clusters = max(found["clusters_target"], len(found["clusters"]))
    said = _("**{count} of {target} businesses** are supported in depth, and **{active} of {clusters} clusters** are active.")
    st.markdown(said.format(count=_range(depth["count"]), target=number(depth["target"]), active=number(active), clusters=number(clusters)))
    if not found["whole_programme"]:
        st.caption(_("The figures are those of your clusters; the targets are the programme's."))


def against_targets(found: Item) -> None:
    """Three figures with their conversions, and the same as bars with target and forecast."""
    whole = found["total"]
    said = (
        _("{contacts} contacts in all").format(contacts=number(found["contacts"])),
        f"{interval(whole['benefit'])} {_('of those reached')}",
        f"{interval(whole['depth'])} {_('of those who benefited')}",
    )
    with st.container(horizontal=True, gap="medium"):
        for tier, below in zip(found["tiers"], said, strict=True):
            with st.container(width=_COLUMN):
                aim = _("target {target}").format(target=number(tier["target"]))
                st.metric(tier_name(tier["tier"]), _range(tier["count"]), aim, delta_color="off", delta_arrow="off")
                st.caption(below)
    st.altair_chart(_drawing(found), width="stretch")
    st.caption(_legend(found))
    st.markdown(f":material/arrow_downward: [{_('Who is behind these figures, and what proves them')}](#{BEHIND})")


def interval(share: Item) -> str:
    """41 % [38 %, 44 %]."""
    if share["share"] is None:
        return "–"
    if share["high"] - share["low"] < _WIDE:
        return percent(share["share"])
    return f"{percent(share['share'])} [{percent(share['low'])},\u00a0{percent(share['high'])}]"


def how(found: Item) -> None:
    """The rules in words, behind a fold."""
    with st.expander(_("How this is counted")):
        st.markdown(
            _(
                "- **Reached**: something was delivered to the business itself: a newsletter, an event it came to, a talk with its manager, its own list. "
                "What only a manager saw does not count, nor does an invitation.\n"
                "- **Directly benefited**: reached, and it did something of its own will: came, finished a service, watched a video, "
                "sent or accepted an expression of interest, had its needs assessed.\n"
                "- **Supported in depth**: benefited, and either assessment, action plan and {hours} documented hours, "
                "or a collaboration that one side signed and the other confirmed."
            ).format(hours=number(found["hours"], 0 if found["hours"] == int(found["hours"]) else 1))
        )
        st.markdown(
            _(
                "Each business counts once within a tier, whatever the number of clusters or contacts. A range such as 329–332 means that some records may be "
                "the same business and nobody has decided yet. Intervals of shares are Wilson's, 95 %. Past days are counted by the day something "
                "happened, not by the day it was entered."
            )
        )
        if found["barred"]:
            st.markdown(_("{count} businesses gave no legal basis for statistics and are not counted.").format(count=number(found["barred"])))
        st.caption(_("Rules version {version}; {entries} entries of the ledger").format(version=found["rules"], entries=number(found["entries"])))
        _past(found)


def _past(found: Item) -> None:
    """How earlier forecasts did."""
    if not found["backtest"]:
        return
    st.markdown(_("**Would the forecast have been right?** Made from what was known on earlier days, for the day shown, by the model of weekly chances:"))
    rows = [
        {
            _("Made on"): day(one["made"]),
            _("Tier"): tier_name(one["tier"]),
            _("Forecast, 80 % interval"): f"{number(one['middle'])} [{number(one['low'])}, {number(one['high'])}]",
            _("What came"): number(one["came"]),
        }
        for one in found["backtest"]
    ]
    st.table(pd.DataFrame(rows), border="horizontal", hide_index=True)


def _legend(found: Item) -> str:
    said = _("Bars: the count at the end of the day. Stroke: target.")
    if any(tier["forecast"] is not None for tier in found["tiers"]) and found["ends"]:
        said += " " + _("Line: forecast for the programme's end, {day}, with the interval that holds 80 % of the simulated courses.").format(
            day=day(found["ends"])
        )
    return said


def _range(count: Item) -> str:
    low, high = number(count["low"]), number(count["high"])
    return high if low == high else f"{low}–{high}"


def _drawing(found: Item) -> alt.LayerChart | alt.FacetChart:
    """Each tier as a share of its target, so that 250 is as visible as 7,000."""
    tone = colours()
    rows = pd.DataFrame([_row(tier) for tier in found["tiers"]])
    order = [tier_name(tier) for tier in (1, 2, 3)]
    axis_of_names = names()
    axis_of_names.labelLimit = _NAMES
    place = alt.Y("tier:N", sort=order, axis=axis_of_names)
    scale = alt.Scale(domain=[0, max(1.05, float(rows[["share", "high"]].max().max()) * 1.05)])
    axis = alt.Axis(format="%", title=None, grid=False, tickCount=5)
    tips = [
        alt.Tooltip(f"{name}:N", title=title) for name, title in (("tier", _("Tier")), ("count", _("Count")), ("target", _("Target")), ("ahead", _("Forecast")))
    ]
    base = alt.Chart(rows)
    bars = base.mark_bar(height=18, color=tone.good, cornerRadiusEnd=3).encode(x=alt.X("share:Q", axis=axis, scale=scale), y=place, tooltip=tips)
    goal = base.mark_tick(thickness=3, size=34, color=tone.text).encode(x=alt.X("goal:Q", scale=scale), y=place, tooltip=tips)
    ahead = base.mark_rule(strokeWidth=2, color=tone.against).encode(x=alt.X("low:Q", scale=scale), x2="high:Q", y=place, tooltip=tips)
    middle = base.mark_point(filled=True, size=60, color=tone.against, opacity=1).encode(x=alt.X("middle:Q", scale=scale), y=place, tooltip=tips)
    return alt.layer(bars, goal, ahead, middle).properties(height=150)


def _row(tier: Item) -> dict[str, object]:
    target = tier["target"]
    low, middle, high = (None if tier[name] is None else tier[name] / target for name in ("forecast_low", "forecast", "forecast_high"))
    ahead = "–" if tier["forecast"] is None else f"{number(tier['forecast'])} [{number(tier['forecast_low'])}, {number(tier['forecast_high'])}]"
    return {
        "tier": tier_name(tier["tier"]),
        "share": tier["count"]["high"] / target,
        "goal": 1.0,
        "low": low,
        "middle": middle,
        "high": high,
        "count": _range(tier["count"]),
        "target": number(target),
        "ahead": ahead,
    }
