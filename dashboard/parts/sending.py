"""The way in for a file: template, the file itself, the legal basis, and what was sent before."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from api.client import JSON
from dashboard import session
from dashboard.i18n import N_, _, day, language
from dashboard.link import keep
from dashboard.parts.states import asking, nothing
from dashboard.parts.text import plain
from dashboard.words import KINDS, word

LISTINGS = {
    "business": N_("Member businesses"),
    "ties": N_("Who already works with whom"),
    "service": N_("Services"),
    "support_organisation": KINDS["support_organisation"],
    "research_organisation": KINDS["research_organisation"],
    "public_body": KINDS["public_body"],
    "attendance": N_("Who came to an event"),
    "newsletter": N_("Who got and opened a newsletter"),
    "hours": N_("Hours of support given"),
    "events": N_("Other things that happened"),
}
HAPPENINGS = frozenset({"attendance", "newsletter", "hours", "events"})
"""Lists of what happened: they go into the reach ledger, and bring no organisation in."""
GROUNDS = {
    "membership": N_("They are members and know that we pass their data on for matching"),
    "consent": N_("Each has agreed in writing"),
    "public_register": N_("The data stand in a public register"),
}
PURPOSES = {
    "matching": N_("Suggest partners and services to them"),
    "showing": N_("Show their names to other clusters"),
    "statistics": N_("Count them in figures"),
    "contact": N_("Let others write to them"),
}
STATES = {
    "waiting": N_("waits"),
    "reading": N_("is being read"),
    "read": N_("waits for your confirmation"),
    "writing": N_("is being taken over"),
    "written": N_("taken over"),
    "refused": N_("refused"),
    "withdrawn": N_("withdrawn"),
}
TYPES = ["xlsx", "xlsm", "csv", "tsv", "txt", "json", "jsonl", "parquet"]
MOST_MB = 50


def cluster(caller: Mapping[str, Any]) -> str:
    """The cluster whose list it is: the caller's own, chosen where there are several."""
    with asking(_("Fetching your clusters …")):
        names = _clusters(caller)
    if not names:
        nothing(_("Your key stands for no cluster."), _("Ask your administrator for a key of your cluster."))
        st.stop()
    if len(names) == 1:
        st.caption(plain(next(iter(names.values()))))
        return next(iter(names))
    return str(st.selectbox(_("Cluster"), list(names), format_func=names.__getitem__, key="upload_cluster"))


def _clusters(caller: Mapping[str, Any]) -> dict[str, str]:
    if caller["role"] == "admin":
        return {item["id"]: item["name"] for item in session.client().clusters(lang=language())["items"]}
    return {item["id"]: item["name"] for item in caller["clusters"]}


def form(cluster: str) -> None:
    """One file, what it holds, on which legal basis; sent when its button is pressed."""
    st.markdown(
        _("Send the list as your office keeps it: Excel, CSV, JSON or Parquet, in English, German or French. Nothing is taken over before you confirm.")
    )
    left, right = st.columns([3, 2], gap="large")
    with left:
        kind = str(st.selectbox(_("What the rows are"), list(LISTINGS), format_func=lambda code: word(LISTINGS, code), key="upload_kind"))
        file = st.file_uploader(_("File"), type=TYPES, key="upload_file", max_upload_size=MOST_MB)
        _template(kind)
    with right:
        basis, purposes = _happened() if kind in HAPPENINGS else _basis(cluster)
    if st.button(_("Check the file"), type="primary", icon=":material/fact_check:", disabled=file is None, key="send") and file is not None:
        with asking(_("Sending the file …")):
            sent = session.client().upload_file(file.getvalue(), name=file.name, kind=kind, cluster=cluster, basis=basis, purposes=purposes)
        keep(upload=str(sent["id"]))
        st.rerun()


def _happened() -> tuple[str, list[str]]:
    """What a list of happenings is for; the basis of its businesses was declared with the list of members."""
    st.markdown(
        _(
            "Each row is kept once in the reach ledger, for a member that is known already. "
            "Names of persons are left out; of those who helped a code is kept, such as manager-leeds."
        )
    )
    return "membership", ["statistics"]


def _template(kind: str) -> None:
    """The template is fetched when the page is drawn, so that one click saves it in the session's language."""
    with asking(_("Fetching the template …")):
        content = session.client().template(kind, lang=language(), format="xlsx")
    st.download_button(
        _("No list yet? Take our template"),
        content,
        file_name=f"crossmatch-{kind}.xlsx",
        icon=":material/download:",
        on_click="ignore",
        type="tertiary",
        key="template",
    )


def _basis(cluster: str) -> tuple[str, list[str]]:
    """The uploader declares on which basis and for what; it starts as it was declared the last time, else with what a list is for."""
    before = _declared(cluster)
    grounds = list(GROUNDS)
    first = grounds.index(before["basis"])
    basis = st.radio(_("Why may we process these data?"), grounds, index=first, format_func=lambda code: word(GROUNDS, code), key=f"basis_{cluster}")
    st.markdown(_("What for"))
    purposes = [code for code in PURPOSES if st.checkbox(word(PURPOSES, code), value=code in before["purposes"], key=f"purpose_{code}_{cluster}")]
    st.caption(_("By sending the file you declare this for every row; date and wording are noted."))
    return str(basis), purposes


def _declared(cluster: str) -> Mapping[str, Any]:
    with asking(_("Fetching earlier files …")):
        sent = session.client().uploads(cluster=cluster, limit=10)["items"]
        last = next((upload["id"] for upload in sent if upload["state"] == "written" and upload["kind"] not in HAPPENINGS), "")
        return session.client().upload(last) if last else {"basis": "membership", "purposes": ["matching", "statistics"]}


def earlier(cluster: str) -> None:
    """What was sent before, with the way back to it."""
    with asking(_("Fetching earlier files …")):
        sent = session.client().uploads(cluster=cluster, limit=10)["items"]
    if not sent:
        return
    st.subheader(_("Sent before"), anchor=False)
    for upload in sent:
        _sent(upload)


def _sent(upload: JSON) -> None:
    text, way = st.columns([6, 1], vertical_alignment="center")
    text.markdown(f"**{plain(upload['name'])}** · {word(STATES, upload['state'])} · :gray[{day(upload['on'])}]")
    with way:
        if upload["state"] != "withdrawn" and st.button(_("Open"), key=f"open_{upload['id']}"):
            keep(upload=str(upload["id"]))
            st.rerun()
