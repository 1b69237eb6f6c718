"""Who is counted twice?"""

import streamlit as st

from dashboard import session
from dashboard.i18n import _, language
from dashboard.parts.duplicates import line, sides
from dashboard.parts.states import asking

st.title(_("Who is counted twice?"), anchor=False)
st.markdown(_("One business may stand in the lists of several clusters, each time written another way. It counts once if you say that it is one."))
left, right = st.columns([2, 3], gap="large", vertical_alignment="bottom")
with left, st.container(horizontal=True, vertical_alignment="bottom"):
    which = line.state()
    line.search(session.me() or {})
with asking(_("Comparing the lists …")):
    counts = session.client().duplicate_counts(lang=language())
    found = session.client().duplicates(state=which, limit=200, lang=language())
with right:
    line.progress(counts)
line.last()
pair = line.choose(found["items"], which)
if pair is None:
    st.stop()
sides.question(pair)
sides.sides(pair)
if which == "open":
    order = [each["id"] for each in found["items"]]
    line.answer(pair, order[(order.index(pair["id"]) + 1) % len(order)] if len(order) > 1 else "")
else:
    line.taken_back(pair)
