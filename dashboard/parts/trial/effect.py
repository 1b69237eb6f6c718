"""What came of a trial: one sentence with its interval, both arms as a picture, and what chance could have done."""

from collections.abc import Mapping
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from dashboard.i18n import _, day, number
from dashboard.parts.charts import colours
from dashboard.parts.states import nothing
from dashboard.parts.text import plain
from dashboard.parts.trial.words import OUTCOMES, arm_word, draws, of_100, points
from dashboard.words import word

Item = Mapping[str, Any]


def effect(trial: Item) -> None:
    """The result, or why there is none yet."""
    if trial["state"] == "declared":
        nothing(_("Declared, but not drawn yet."), _("Who declared it draws it below. Until then nobody knows who will be offered introductions."))
    elif trial["state"] == "running":
        nothing(
            _("The result is shown after {day}, and not before.").format(day=day(trial["ends"])),
            _("Who looks again and again finds an effect by chance alone. Until then the trial needs nothing but patience."),
        )
    elif trial["effect"] is None:
        nothing(_("Nothing can be compared."), _("No group of this trial has businesses both among the offered and among the others."))
    else:
        _result(trial)


def _result(trial: Item) -> None:
    offered, waited = trial["arms"]
    value, low, high = (points(trial["effect"][name]) for name in ("value", "low", "high"))
    counts = _("{offer}: **{offered} of 100**. {wait}: **{waited} of 100**.").format(
        offer=arm_word(trial["design"], "offer"),
        wait=arm_word(trial["design"], "wait"),
        offered=of_100(offered["share"]),
        waited=of_100(waited["share"]),
    )
    st.markdown(f"#### {_outcome(trial)}")
    difference = _("So the offer made a difference of **{value} of 100** (95% certain: {low} to {high}).")
    st.markdown(counts + " " + difference.format(value=value, low=low, high=high))
    _verdict(trial)
    st.altair_chart(_arms(trial), width="stretch", height=150)
    _small_print(trial, offered, waited)


def _outcome(trial: Item) -> str:
    return _("{outcome}, within {days} days").format(outcome=plain(word(OUTCOMES, trial["outcome"])), days=number(trial["horizon"]))


def _verdict(trial: Item) -> None:
    filled = {"draws": draws(trial["p"]), "alpha": number(trial["alpha"] * 100)}
    if trial["p"] < trial["alpha"]:
        reason = _("Chance alone makes a difference this large in {draws} of 100 draws; {alpha} of 100 were agreed on as the limit.").format(**filled)
        if trial["effect"]["value"] > 0:
            st.success(_("**The offer made the difference: so much would not have happened anyway.**") + " " + reason, icon=":material/verified:")
        else:
            st.warning(_("**Fewer succeeded because of the offer.**") + " " + reason, icon=":material/trending_down:")
        return
    text = _("**This trial cannot tell whether it would have happened anyway.**")
    reason = _("Chance alone makes a difference this large in {draws} of 100 draws; only below {alpha} of 100 it was agreed to speak of an effect.")
    st.info(text + " " + reason.format(**filled), icon=":material/help:")


def _arms(trial: Item) -> alt.LayerChart | alt.FacetChart:
    """Both shares with the intervals in which they lie; the names stand above their lines."""
    tones = colours()
    rows = [
        (arm_word(trial["design"], arm["arm"]), *(arm[name] * 100 for name in ("share", "low", "high")), arm["outcomes"], arm["businesses"])
        for arm in trial["arms"]
    ]
    data = pd.DataFrame(rows, columns=["arm", "share", "low", "high", "outcomes", "businesses"])
    order = alt.Y("arm:N", sort=list(data["arm"]), axis=None)
    colour = alt.Color("arm:N", scale=alt.Scale(domain=list(data["arm"]), range=[tones.good, tones.quiet]), legend=None)
    axis = alt.Axis(title=_("of 100 businesses"), ticks=False, domain=False, tickCount=6, format="d")
    tips = [
        alt.Tooltip("arm:N", title=_("Group")),
        alt.Tooltip("outcomes:Q", title=_("With the outcome")),
        alt.Tooltip("businesses:Q", title=_("Businesses")),
    ]
    base = alt.Chart(data).encode(y=order, color=colour, tooltip=tips)
    lines = base.mark_rule(strokeWidth=3, yOffset=9).encode(x=alt.X("low:Q", axis=axis, scale=alt.Scale(domainMin=0)), x2="high:Q")
    dots = base.mark_point(filled=True, size=120, opacity=1, yOffset=9).encode(x="share:Q")
    names = alt.Chart(data).mark_text(align="left", yOffset=-11, fontSize=13, color=tones.text).encode(y=order, x=alt.datum(0), text="arm:N")
    return alt.layer(lines, dots, names)


def _small_print(trial: Item, offered: Item, waited: Item) -> None:
    parts = [
        _("{offered} of {all_offered} and {waited} of {all_waited} businesses. Lines: where each share lies with 95% certainty.").format(
            offered=number(offered["outcomes"]),
            all_offered=number(offered["businesses"]),
            waited=number(waited["outcomes"]),
            all_waited=number(waited["businesses"]),
        )
    ]
    if trial["detectable"] is not None:
        finds = _("So many businesses find a difference of {points} of 100 in four of five trials; a smaller one may go unseen.")
        parts.append(finds.format(points=of_100(trial["detectable"])))
    if trial["strata"]:
        parts.append(_("The difference is taken within groups of like businesses and averaged over them, so it may not be exactly that of the two shares."))
    if left := offered["left_out"] + waited["left_out"]:
        parts.append(_("{count} are left out, because they may no longer be counted.").format(count=number(left)))
    st.caption(" ".join(parts))
    st.caption(
        _("{offer}: {taken} were introduced to somebody in that time; {wait}: {others}.").format(
            offer=arm_word(trial["design"], "offer"),
            wait=arm_word(trial["design"], "wait"),
            taken=number(offered["taken"]),
            others=number(waited["taken"]),
        )
    )
    if trial["complier"] is not None:
        _compliers(trial["complier"])


def _compliers(found: Item) -> None:
    if found["low"] is None or found["high"] is None:
        st.markdown(_("Encouragement hardly changed who was introduced, so nothing can be said about those whom it moved."))
        return
    value, low, high = (points(found[name]) for name in ("value", "low", "high"))
    st.markdown(
        _("For those who were introduced **because** they were encouraged, the difference is {value} of 100 (95% certain: {low} to {high}).").format(
            value=value, low=low, high=high
        )
    )
