"""The dashboard's entry: language, door, menu, page."""

import streamlit as st

from dashboard import menu, session
from dashboard.i18n import _, language
from dashboard.parts import door
from dashboard.parts.states import asking


def main() -> None:
    """Run one page for one visitor."""
    st.set_page_config(page_title="Crossmatch", page_icon=str(door.ICON), layout="wide")
    st.html("<style>.stMainBlockContainer { padding-left: 2.5rem; padding-right: 2.5rem; max-width: 1500px; }</style>")  # no option narrows the sides
    language()
    with asking(_("Opening …")):
        caller = session.me()
    page = st.navigation(menu.allowed(menu.pages(), caller), position="sidebar" if caller else "hidden")
    if caller is None:
        door.sign_in()
        return
    door.frame(caller)
    above = st.empty()
    page.run()
    if session.client().stale:
        above.warning(
            _("The store does not answer at the moment. You see the last state; nothing can be changed until it is back."), icon=":material/cloud_off:"
        )


main()
