"""7,000 reached, 2,000 benefited, 250 in depth: where are we, and what proves it?"""

import streamlit as st

from dashboard import session
from dashboard.i18n import _, language
from dashboard.parts import overview
from dashboard.parts.reach import ask, breakdown, evidence, indicators, integrity, report, steps, tiers
from dashboard.parts.states import asking

st.title(_("How many did we reach, how deep, and what proves it?"), anchor=False)
with st.container(horizontal=True, vertical_alignment="bottom", gap="large"):
    with st.container(width=ask.WIDTH):
        on = ask.day()
    with st.container(width=integrity.WIDTH):
        integrity.verified()
with asking(_("Counting the ledger …")):
    found = session.client().reach(on=on, by=ask.chosen(), lang=language())
tiers.headline(found)
tiers.against_targets(found)
report.downloads(on)
breakdown.breakdown(found)
evidence.behind(found, on)
indicators.indicators(on)
if (session.me() or {}).get("role") != "evaluator":
    steps.nearest(on)
steps.effort(on)
tiers.how(found)
overview.honest(found["illustrative"])
