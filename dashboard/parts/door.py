"""The way in and out: sign in with a key, change the language, sign out."""

from json import JSONDecodeError
from pathlib import Path

import streamlit as st

from api.client import JSON, ApiDown, ApiProblem
from dashboard import cookie, session
from dashboard.i18n import LANGUAGES, N_, _
from dashboard.link import keep
from dashboard.parts.text import plain
from dashboard.words import ROLES, label, word

ICON = Path(__file__).parents[1] / "static" / "icon.png"
_FOUND = N_("Crossmatch finds small businesses the partners they would never have met.")


def switch_language() -> None:
    """EN, DE, FR; the link carries the choice."""
    st.segmented_control(
        "Language · Sprache · Langue", list(LANGUAGES), format_func=str.upper, key="lang", label_visibility="collapsed", required=True, width="stretch"
    )
    keep(lang=st.session_state["lang"])


def sign_in() -> None:
    """The form for the key; nothing else is on the page."""
    cookie.store("", 0)
    _left, middle, _right = st.columns([1, 1.5, 1])
    with middle:
        st.title("Crossmatch", anchor=False)
        st.markdown(_(_FOUND))
        with st.form("door"):
            key = st.text_input(_("Your key"), type="password", autocomplete="current-password", help=_("Your cluster manager or administrator gives you one."))
            sent = st.form_submit_button(_("Sign in"), type="primary", width="stretch")
        if sent:
            _try(key.strip())
        st.caption(_("In the demonstration, the keys stand in the window where you typed `make demo`."))
        switch_language()


def _try(key: str) -> None:
    if not key:
        st.error(_("Type or paste your key first."), icon=":material/key:")
        return
    try:
        session.sign_in(key)
    except (ApiDown, JSONDecodeError):  # nobody, or somebody who is no API of ours
        text = _("No answer from the API at {address}.").format(address=f"`{session.address()}`") + " " + _("Start it with `crossmatch serve`, then try again.")
        st.error(text, icon=":material/cloud_off:")
    except ApiProblem as problem:
        st.error(_refusal(problem), icon=":material/key_off:")
    else:
        st.rerun()


def _refusal(problem: ApiProblem) -> str:
    if problem.status == 401:
        return _("This key is not known, has expired or was revoked. Check that you copied all of it, or ask for a new one.")
    return _("The API could not answer ({status}): {detail}").format(status=problem.status, detail=plain(problem.detail or problem.title))


def frame(caller: JSON) -> None:
    """What stands beside every page: the language, who is signed in, the way out."""
    cookie.store(st.session_state["number"], session.HOURS * 3600)
    st.logo(str(ICON), size="large")
    with st.sidebar:
        switch_language()
        place = label(caller["organisation"]) or ", ".join(label(cluster) for cluster in caller["clusters"])
        st.caption(word(ROLES, caller["role"]) + (f" · {plain(place)}" if place else ""))
        st.button(_("Sign out"), icon=":material/logout:", on_click=session.sign_out, width="stretch")
