"""Before a trial starts: what so many businesses can show, and how many it takes."""

import streamlit as st

from dashboard import session
from dashboard.i18n import _, number
from dashboard.parts.states import asking
from dashboard.parts.trial.words import of_100

_BASELINE, _LIFT, _SHARE = 10, 10, 50  # of a hundred


@st.fragment
def calculator(eligible: int) -> None:
    """A small form; only it is drawn anew when a number changes."""
    st.subheader(_("How many businesses does a trial take?"), anchor=False)
    left, middle, right = st.columns(3, vertical_alignment="bottom")
    count = left.number_input(_("Businesses, both groups together"), 4, 1_000_000, max(eligible, 4) if eligible else 200, key="power_businesses")
    baseline = middle.number_input(_("Of 100, how many succeed anyway?"), 1, 97, _BASELINE, key="power_baseline")
    lift = right.number_input(_("How many more do you hope for?"), 1, 98 - int(baseline), min(_LIFT, 98 - int(baseline)), key="power_lift")
    with asking(_("Calculating …")):
        found = session.client().trial_power(businesses=int(count), baseline=baseline / 100, lift=lift / 100, offered=_SHARE / 100)
    takes = _("To find **{lift} more of 100** in four of five trials, **{needed} businesses** must take part.")
    finds = _("With {count}, such a difference is found in {power} of 100 trials.")
    st.markdown(f"{takes.format(lift=number(lift), needed=number(found['needed']))} {finds.format(count=number(count), power=of_100(found['power']))}")
    if found["detectable"] is None:
        st.markdown(_("So few find no difference at all in four of five trials."))
        return
    smallest = _("The smallest difference that {count} find in four of five trials: **{points} of 100**.")
    st.markdown(smallest.format(count=number(count), points=of_100(found["detectable"])))
