"""Who is this, what do we know, how fresh is it?"""

import streamlit as st

from dashboard import session
from dashboard.i18n import _, language
from dashboard.menu import link
from dashboard.parts import detail, member, profile
from dashboard.parts.states import asking, nothing

id = member.choose(session.me() or {})
if not id:
    nothing(_("No organisation is chosen."), _("Type a part of its name above, then press Enter."))
    st.stop()
with asking(_("Fetching the profile …")):
    found = session.client().organisation(id, lang=language())
profile.head(found)
if found["view"] == "teaser":
    nothing(_("You see country, sector and size only."), _("Its cluster shows no names to others yet. Ask its cluster manager for an introduction."))
    st.stop()
with st.container(horizontal=True):
    if found["kind"] == "business":
        link("partners", _("Partners for it"), icon=":material/handshake:", id=id)
    link("map", _("Show on the map"), icon=":material/hub:", id=id)
if found["text"]:
    st.markdown(profile.quoted(found["text"]))
known, wishes = st.columns(2, gap="large")
with known:
    profile.facts(found)
with wishes:
    profile.wishes(found)
if found["project_count"]:
    profile.projects(found)
profile.history(found)
if found["kind"] == "business":
    detail.services(id)
