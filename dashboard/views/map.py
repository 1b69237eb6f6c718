"""Who is around one organisation?"""

import streamlit as st

from dashboard import session
from dashboard.i18n import _, language
from dashboard.parts import member, surroundings
from dashboard.parts.states import asking, nothing

st.title(_("Who is around this organisation?"), anchor=False)
left, right = st.columns([2, 1], vertical_alignment="bottom")
with left:
    id = member.choose(session.me() or {})
with right:
    depth = surroundings.steps()
relations = surroundings.relations()
if not id:
    nothing(_("No organisation is chosen."), _("Type a part of its name above, then press Enter."))
    st.stop()
with asking(_("Drawing the surroundings …")):
    found = session.client().neighbours(id, depth=depth, limit=surroundings.MOST[depth], relations=relations, lang=language())
if len(found["nodes"]) < 2:
    nothing(_("Nothing is known around it with these relations."), _("Choose other relations, or two steps."))
    st.stop()
drawing, beside = st.columns([2.2, 1], gap="medium")
with drawing:
    chosen = surroundings.drawing(found)
with beside:
    surroundings.beside(found, chosen)
