"""What went in, what failed, in which row?"""

import streamlit as st

from dashboard import session
from dashboard.i18n import _
from dashboard.link import param
from dashboard.parts import correcting, reading, sending

caller = session.me() or {}
st.title(_("Bring your data in"), anchor=False)
upload = param("upload")
if not upload:
    cluster = sending.cluster(caller)
    sending.form(cluster)
    sending.earlier(cluster)
    st.stop()
found = reading.watched(upload)
reading.head(found)
if found["state"] == "read":
    reading.counts(found)
    reading.remarks(found)
    correcting.columns(found)
    correcting.rows(found)
    ended = reading.gone(found)
    reading.confirm(found, ended)
elif found["state"] == "written":
    reading.done(found)
reading.away(found)
