"""Would it have happened anyway?"""

import streamlit as st

from dashboard import session
from dashboard.i18n import _, language
from dashboard.parts import overview
from dashboard.parts.states import asking
from dashboard.parts.trial import changes, choosing, declared, effect, lasting, planning, starting

st.title(_("Would it have happened anyway?"), anchor=False)
st.markdown(_("Some members are offered introductions at once, others later. A lot decides who, so what differs is due to the offer, or to chance."))
with asking(_("Fetching the trials …")):
    found = session.client().list_trials(lang=language())
chosen = choosing.choose(found["items"], found["may_start"])
if chosen:
    with asking(_("Fetching the trial …")):
        trial = session.client().trial(chosen, lang=language())
    effect.effect(trial)
    starting.draw(trial)
    declared.mine(trial)
    changes.changes(trial)
    declared.declared(trial)
with asking(_("Fetching how long ties last …")):
    ties = session.client().tie_survival(lang=language())
lasting.lasting(ties)
planning.calculator(found["eligible"])
if found["may_start"]:
    starting.form(found["eligible"])
if chosen:
    overview.honest(trial["illustrative"])
