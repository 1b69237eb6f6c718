"""How is a score made, who sees what, how good is it?"""

import streamlit as st

from dashboard import session
from dashboard.i18n import _, language
from dashboard.parts import method
from dashboard.parts.measured import measured
from dashboard.parts.states import asking

st.title(_("How suggestions are made"), anchor=False)
with asking(_("Fetching the method …")):
    found = session.client().method(lang=language())
method.state(found)
measured(found["measured"], found["model"], found["signals"])
method.signals(found["signals"])
method.data(found)
method.gate()
method.sources()
