"""Whether the ledger is whole: asked each time the page is opened."""

import streamlit as st

from dashboard import session
from dashboard.i18n import _, number
from dashboard.parts.states import asking
from dashboard.parts.text import plain

_SHOWN = 5


def verified() -> None:
    """One calm line if all is well; the broken places if not."""
    with asking(_("Checking every entry of the ledger …")):
        found = session.client().reach_verification()
    if found["whole"]:
        entries = number(found["entries"])
        st.success(_("All {entries} entries of the ledger are as they were written.").format(entries=entries), icon=":material/verified:")
        if found["head"]:
            st.caption(_("Seal of the last entry: {hash}").format(hash=f"`{found['head'][:16]}…`"))
        return
    st.error(f"**{_('The ledger was changed. The figures below cannot be relied on.')}**", icon=":material/gpp_bad:")
    for sentence in found["broken"][:_SHOWN]:
        st.markdown(f"- {plain(sentence)}")
    if found["broken_total"] > _SHOWN:
        st.caption(_("and {count} more places").format(count=number(found["broken_total"] - _SHOWN)))
