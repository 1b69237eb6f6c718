"""Who should this business meet, and why?"""

import streamlit as st

from dashboard import session
from dashboard.i18n import _, language
from dashboard.parts import choose, detail, member
from dashboard.parts.matches import download, matches, without_sector
from dashboard.parts.states import asking, nothing

caller = session.me() or {}
st.title(_("Who should this business meet, and why?"), anchor=False)
left, right, dial = st.columns([5, 3, 2], gap="medium")
with left:
    id = member.choose(caller, kind="business")
with right:
    need = choose.need()
with dial:
    distance = choose.distance()
with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
    scope = choose.scope()
    sector = "any" if need else choose.sector()
if not id and not need:
    nothing(_("No business is chosen."), _("Choose one above, or describe a need in your own words."))
    st.stop()
with asking(_("Comparing with the whole network …")):
    if need:
        found = session.client().partners_for_need(need, country=member.country(id), scope=scope, distance=distance, lang=language())
    else:
        found = session.client().partners(id, scope=scope, sector=sector, distance=distance, lang=language())
if not found["items"]:
    nothing(_("Nobody fits these filters."), _("Widen them: anywhere, all sectors, or another distance."))
    st.stop()
items = without_sector(found["items"]) if need else found["items"]
rows, why = st.columns([5, 7], gap="large")
with rows:
    chosen = matches(items, what=_("Suggestions, the strongest first"))
    if not need:
        detail.basis(found["basis"])
    download(items, file="crossmatch")
with why:
    detail.suggestion(chosen, member="" if need else id)
    if not need and caller.get("role") != "business":
        st.caption(_("The sentences speak to the business: “you” is the member you chose."))
if not need:
    detail.services(id)
