"""An uploaded file from waiting to written: progress, counts, who is gone, the confirmation."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from api.client import JSON, ApiDown, ApiProblem
from dashboard import session
from dashboard.i18n import N_, _, language, number, plural
from dashboard.link import keep
from dashboard.menu import link
from dashboard.parts.sending import HAPPENINGS
from dashboard.parts.states import asking
from dashboard.parts.text import plain

Upload = Mapping[str, Any]
BUSY = ("waiting", "reading", "writing")
STAGES = {
    "waiting": N_("Waits for its turn …"),
    "reading": N_("The file is being read …"),
    "writing": N_("The rows are being taken over …"),
}
_EVERY_S = 1.0
_LINKED = 12


def watched(id: str) -> JSON:
    """The upload as it is now; while it is being worked on, the page shows how far it is and stays there."""
    found = _fetched(id)
    if found["state"] in BUSY:
        _progress(id)
        st.stop()
    return found


def _fetched(id: str) -> JSON:
    with asking(_("Fetching the file …")):
        return session.client().upload(id, lang=language())


@st.fragment(run_every=_EVERY_S)
def _progress(id: str) -> None:
    try:
        found = session.client().upload(id, lang=language())
    except (ApiDown, ApiProblem):  # the next look is a second away, and the work goes on meanwhile
        st.caption(_("No answer for a moment; looking again …"))
        return
    if found["state"] not in BUSY:
        st.rerun()
    st.subheader(plain(found["name"]), anchor=False)
    share = found["done"] / found["all"] if found["all"] else 0.0
    st.progress(min(1.0, share), text=_(STAGES[found["state"]]))
    st.caption(_("You may leave this page; the work goes on."))


def head(found: Upload) -> None:
    """Which file, and what became of it in one line."""
    st.subheader(plain(found["name"]), anchor=False)
    if found["state"] == "refused":
        st.error(f"**{_('This file was not read.')}** {plain(found['error'])}", icon=":material/error:")
    if found["state"] == "withdrawn":
        st.info(_("This file was withdrawn; nothing was taken over."), icon=":material/undo:")


def counts(found: Upload) -> None:
    """The figures that matter before confirming."""
    figures = [(_("Rows"), found["rows"]), (_("Accepted"), found["accepted"]), (_("Rejected"), found["rejected"]), (_("New"), found["new"])]
    if found["kind"] in HAPPENINGS:
        figures += [(_("Nothing new"), found["same"])]
    else:
        figures += [(_("Changed"), found["changed"]), (_("As before"), found["same"]), (_("No longer listed"), len(found["gone"]))]
    for column, (name, value) in zip(st.columns(len(figures)), figures, strict=True):
        column.metric(name, number(value))


def remarks(found: Upload) -> None:
    """What has to be said about the file as a whole."""
    said = [f"- {plain(remark['message'])}" for remark in found["remarks"]]
    if said:
        with st.expander(plural("{count} remark on the file", "{count} remarks on the file", len(said)), icon=":material/info:"):
            st.markdown("\n".join(said))


def gone(found: Upload) -> list[str]:
    """Members of earlier lists that this one does not name; who is ticked ends with the confirmation."""
    if not found["gone"]:
        return []
    names = {item["id"]: item["name"] for item in found["gone"]}
    st.subheader(_("No longer in the list"), anchor=False)
    st.markdown(_("These came with an earlier list of yours. Choose whose membership has ended; the others stay."))
    if st.checkbox(plural("{count} membership has ended", "All {count} memberships have ended", len(names)), key="all_gone"):
        return list(names)
    return list(st.multiselect(_("Ended"), list(names), format_func=names.__getitem__, key="some_gone", placeholder=_("Nobody")))


def confirm(found: Upload, ended: list[str]) -> None:
    """One button that says what it will do."""
    if not found["accepted"]:
        st.error(_("No row can be taken over. Assign the columns above, then read the file again."), icon=":material/error:")
        return
    only_good = bool(found["rejected"]) and st.checkbox(
        plural("Leave out {count} rejected row", "Leave out {count} rejected rows", found["rejected"]), key="only_good"
    )
    changing = found["new"] + found["changed"]
    if not changing and not ended:
        st.info(_("Nothing would change: all this is known already."), icon=":material/done_all:")
        return
    action = (
        plural("Take over {count} row", "Take over {count} rows", changing)
        if changing
        else plural("End {count} membership", "End {count} memberships", len(ended))
    )
    if found["rejected"] and not only_good:
        st.caption(_("Correct the rejected rows above, or leave them out."))
    if st.button(action, type="primary", icon=":material/done_all:", disabled=bool(found["rejected"]) and not only_good, key="confirm"):
        with asking(_("Handing over …")):
            session.client().confirm_upload(found["id"], only_good=only_good, end=ended)
        st.rerun()


def done(found: Upload) -> None:
    """What is in now, and the way to its first use."""
    if found["kind"] in HAPPENINGS:
        st.success(
            _("In the ledger now: {new} rows. {same} said nothing new.").format(new=number(found["new"]), same=number(found["same"])),
            icon=":material/check_circle:",
        )
        return
    st.success(
        _("Taken over: {new} new, {changed} changed, {ended} ended.").format(
            new=number(found["new"]), changed=number(found["changed"]), ended=number(found["ended"])
        ),
        icon=":material/check_circle:",
    )
    with asking(_("Fetching the rows …")):
        rows = session.client().upload_rows(found["id"], only="all", limit=_LINKED, lang=language())["items"]
    named = [row for row in rows if row["organisation"]]
    if named and found["kind"] == "business":
        st.markdown(_("See at once whom they should meet:"))
        with st.container(horizontal=True):
            for row in named:
                link("partners", plain(row["name"]), icon=":material/handshake:", id=row["organisation"])


def away(found: Upload) -> None:
    """Back to the form; an upload that is not written yet can be withdrawn."""
    with st.container(horizontal=True):
        if st.button(_("Another file"), icon=":material/arrow_back:", key="another"):
            keep(upload="")
            st.rerun()
        if found["state"] == "read" and st.button(_("Withdraw this file"), icon=":material/delete:", key="withdraw"):
            with asking(_("Withdrawing …")):
                session.client().withdraw_upload(found["id"])
            st.rerun()
