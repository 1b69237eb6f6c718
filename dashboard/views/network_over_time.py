"""Does the network get better, or only more central?"""

from functools import partial

import streamlit as st

from dashboard import session
from dashboard.i18n import _, language
from dashboard.parts import overview
from dashboard.parts.development import ask, beside, headline, lines
from dashboard.parts.states import nothing

st.title(_("Does the network get better, or only more central?"), anchor=False)
scope = ask.scope()
client, lang = session.client(), language()
series = ask.settled(partial(client.network_months, scope=scope, every=ask.EVERY[scope], lang=lang), _("Measuring every month …"))
if series is None:
    st.stop()
if not any(item["ties"] for item in series["items"]):
    nothing(_("No tie with a date is known yet."), _("Bring in who works with whom, with the year, on the page *Data*."))
    st.stop()
trend = ask.settled(partial(client.network_trend, scope=scope, lang=lang), _("Comparing the last 24 months with those before …"))
if trend:
    headline.headline(trend)
lines.lines(series["items"])
lines.table(series["items"], series["undated"])
if trend and (chance := ask.settled(partial(client.network_chance, scope=scope, lang=lang), _("Drawing random networks …"))):
    beside.chance(chance)
if roles := ask.settled(partial(client.network_roles, scope=scope, lang=lang), _("Looking for brokers …")):
    beside.roles(roles)
beside.communities(series["items"])
if st.session_state["me"]["role"] != "evaluator" and (
    brokers := ask.settled(partial(client.network_brokers, scope=scope, lang=lang), _("Looking for brokers …"))
):
    beside.brokers(brokers)
lines.how()
overview.honest(series["illustrative"])
