"""The pages, in the order of the menu, and who sees them."""

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from api.client import JSON
from dashboard.i18n import _

Pages = dict[str, StreamlitPage]


def pages() -> Pages:
    """All pages by name."""
    return {
        "home": st.Page("views/home.py", title=_("Home"), icon=":material/home:", default=True),
        "partners": st.Page("views/partners.py", title=_("Partner matches"), icon=":material/handshake:", url_path="partners"),
        "organisation": st.Page("views/organisation.py", title=_("Organisation"), icon=":material/apartment:", url_path="organisation"),
        "map": st.Page("views/map.py", title=_("Network map"), icon=":material/hub:", url_path="map"),
        "reach": st.Page("views/reach.py", title=_("Reach and impact"), icon=":material/flag:", url_path="reach"),
        "network_over_time": st.Page("views/network_over_time.py", title=_("Network over time"), icon=":material/timeline:", url_path="network-over-time"),
        "trial": st.Page("views/trial.py", title=_("Trial"), icon=":material/science:", url_path="trial"),
        "duplicates": st.Page("views/duplicates.py", title=_("Duplicates"), icon=":material/difference:", url_path="duplicates"),
        "data": st.Page("views/data.py", title=_("Data"), icon=":material/upload_file:", url_path="data"),
        "method": st.Page("views/method.py", title=_("Method"), icon=":material/rule:", url_path="method"),
    }


_EVERYBODY = ("admin", "manager", "adviser", "business", "evaluator", "")
_MEMBERS = ("admin", "manager", "adviser", "business", "")
_OFFICE = ("admin", "manager", "")
_FIGURES = ("admin", "manager", "evaluator", "")
_PROGRAMME = ("admin", "manager", "adviser", "evaluator", "")
_SEEN_BY: dict[str, tuple[str, ...]] = {
    "home": _EVERYBODY,
    "partners": _MEMBERS,
    "organisation": _MEMBERS,
    "map": _MEMBERS,
    "reach": _PROGRAMME,
    "network_over_time": _FIGURES,
    "trial": _PROGRAMME,
    "duplicates": _OFFICE,
    "data": _OFFICE,
    "method": _EVERYBODY,
}
"""The roles that find each page in their menu; "" is nobody yet: before the door a link may lead anywhere."""


def allowed(found: Pages, caller: JSON | None) -> list[StreamlitPage]:
    """An evaluator sees figures and method, never single members; only who answers for a cluster brings data in."""
    role = caller["role"] if caller else ""
    return [page for name, page in found.items() if role in _SEEN_BY[name]]


def link(name: str, text: str, *, icon: str | None = None, **query: str) -> None:
    """A link to a page with what it should show."""
    st.page_link(f"views/{name}.py", label=text, icon=icon, query_params=query)
