"""Whether the ledger is whole: asked each time the page is opened."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard import session
from dashboard.i18n import N_, _, number
from dashboard.parts.states import asking
from dashboard.words import word

WIDTH = 600  # px
_SHOWN = 5
_ONE = {
    "changed": N_("**Entry {first}** is not what was written: it was changed, moved or added."),
    "missing": N_("**Entry {first}** is missing."),
    "cut": N_("**Entry {first}** is missing, though its seal was seen: the end was cut off, or the keep is another store's."),
    "rewritten": N_("**Entry {first}** is not the one whose seal was seen: the ledger was rewritten, or the keep is another store's."),
    "note_changed": N_("The note of **entry {first}** is not what was written."),
    "note_missing": N_("The note of **entry {first}** is missing, though nobody it may speak of was erased."),
    "key": N_("The key in the keep is not the one this ledger began with."),
}
_SEVERAL = {
    "missing": N_("**Entries {first} to {last}** are missing."),
    "cut": N_("**Entries {first} to {last}** are missing, though the seal of the last was seen: the end was cut off, or the keep is another store's."),
}


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
    for place in found["broken"][:_SHOWN]:
        st.markdown(f"- {_sentence(place)}")
    if found["broken_total"] > _SHOWN:
        st.caption(_("and {count} more places").format(count=number(found["broken_total"] - _SHOWN)))


def _sentence(place: Mapping[str, Any]) -> str:
    """One broken place in words."""
    table = _SEVERAL if place["last"] > place["first"] and place["what"] in _SEVERAL else _ONE
    return word(table, place["what"]).format(first=number(place["first"]), last=number(place["last"]))
