"""From a figure to the enterprises behind it, and from one of them to the entries that prove it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from dashboard import session
from dashboard.i18n import N_, _, country, day, language, number, plural
from dashboard.parts.grid import choice, grid
from dashboard.parts.reach import ask
from dashboard.parts.reach.breakdown import value_name
from dashboard.parts.reach.tiers import BEHIND, TIERS, tier_name
from dashboard.parts.sheet import download
from dashboard.parts.states import asking, nothing
from dashboard.parts.text import plain
from dashboard.words import HAPPENINGS, SIZES, label, word

Item = Mapping[str, Any]
_MOST = 200
DEPTH = 3
MISSING = {
    "exposure": N_("nothing delivered to it yet"),
    "act": N_("no act of its own yet"),
    "assessment": N_("no assessment of needs"),
    "plan": N_("no action plan"),
    "hours": N_("{have} h of {need} h"),
    "confirmation": N_("the other side has not confirmed"),
}
COUNTS = {  # what decides about depth first
    "confirmed": N_("Confirmed by the other side"),
    "signed": N_("Collaboration signed"),
    "support": N_("Documented support"),
    "plan": N_("Action plan"),
    "assessment": N_("Assessment of needs"),
    "act": N_("Voluntary act"),
    "exposure": N_("Exposure"),
}
_SEAL = 16  # characters on the screen; the file holds all
_FILTERS = {
    "": N_("All of this tier and above"),
    "hours": N_("Not enough hours"),
    "plan": N_("No action plan"),
    "assessment": N_("No assessment"),
    "act": N_("No act of their own"),
}


def behind(found: Item, on: str) -> None:
    """Choose a tier, a value, what lacks; then a business; then its entries."""
    st.subheader(_("Who is behind a figure?"), anchor=BEHIND)
    by = ask.chosen()
    names = {str(one["value"]["id"]): value_name(one["value"], by) for one in found["slices"] if one["value"]}
    with st.container(horizontal=True, gap="medium"):
        tier = st.selectbox(_("Tier"), [3, 2, 1], format_func=tier_name, key="reach-tier", width=ask.WIDTH)
        value = st.selectbox(word(ask.BY, by), ["", *names], format_func=lambda id: names.get(id, _("All")), key=ask.picked_key(by), width=ask.WIDTH)
        missing = st.selectbox(_("Lacking"), _lacking(tier), format_func=lambda code: word(_FILTERS, code), key=f"reach-missing-{tier}", width=ask.WIDTH)
    with asking(_("Looking them up …")):
        listed = session.client().reached_businesses(on=on, tier=tier, only=bool(missing), by=by, value=value, missing=missing, limit=_MOST, lang=language())
    if not listed["items"]:
        nothing(_("Nobody is behind this choice."), _("Choose another tier, or all of them."))
        return
    st.markdown(plural("{count} business", "{count} businesses", listed["total"]))
    chosen = _table(listed["items"])
    if listed["total"] > len(listed["items"]):
        st.caption(_("The first {count} are shown; narrow the choice to see others.").format(count=number(len(listed["items"]))))
    if tier == DEPTH and any(item["hours"] < found["hours"] for item in listed["items"]):
        st.caption(_("Who is in depth with fewer than {hours} hours has a collaboration that the other side confirmed.").format(hours=_hours(found["hours"])))
    if chosen is None:
        st.caption(_("Choose a row to see the entries that prove it: with a click, or with the arrow keys and Shift + Space."))
        return
    if not chosen["pseudonym"]:
        nothing(_("The ledger holds nothing of this business yet."), _("Its first entry will appear here."))
        return
    proofs(chosen["pseudonym"], on)


def who(item: Item) -> str:
    """The name where it may be shown, else the pseudonym."""
    return label(item["organisation"]) or str(item["pseudonym"]) or _("not in the ledger")


def lacks(item: Item) -> str:
    """What is missing for the next tier, in words."""
    return "; ".join(lack_word(lack) for lack in item["lacks"])


def lack_word(lack: Item) -> str:
    return word(MISSING, lack["missing"]).format(have=_hours(lack["have"]), need=_hours(lack["need"]))


def _hours(value: float) -> str:
    """12 and 9.5, not 12.0."""
    return number(value, 0 if value == round(value) else 1)


def proofs(pseudonym: str, on: str) -> None:
    """Every entry that counts for one business: how many of what, then one by one, those that decide about depth first."""
    with asking(_("Fetching the entries …")):
        found = session.client().reach_evidence(pseudonym, on=on, lang=language())
    business = found["business"]
    st.markdown(f"**{plain(who(business))}** · {tier_name(business['tier']) if business['tier'] else _('not reached yet')}")
    if business["organisation"]:
        st.caption(_("In the ledger: {pseudonym}").format(pseudonym=f"`{business['pseudonym']}`"))
    items = deciding_first(found["items"])
    counted = Counter(one["counts"] for one in items)
    st.markdown(" · ".join(f"{number(counted[code])} × {word(COUNTS, code)}" for code in COUNTS if counted[code]))
    rows = [_entry(one) for one in items]
    with st.container(key="reach-proofs"):
        grid([row | {_("Seal"): f"{row[_('Seal')][:_SEAL]}…"} for row in rows], right=(_("Entry"), _("Hours")))
    st.caption(_("The seal covers the entry and the seal before it: whoever changes an entry breaks every seal behind it."))
    download(rows, f"crossmatch-evidence-{pseudonym.lstrip('~')}")


def deciding_first(items: Sequence[Item]) -> list[Item]:
    """What decides about depth before what was only a contact; of one kind by day, as they come."""
    return sorted(items, key=lambda one: [*COUNTS].index(one["counts"]))


def _entry(one: Item) -> dict[str, str]:
    return {
        _("Entry"): number(one["seq"]),
        _("What happened"): word(HAPPENINGS, one["happening"]),
        _("Counts as"): word(COUNTS, one["counts"]),
        _("On"): day(one["on"]),
        _("Entered"): day(one["entered"]),
        _("Hours"): "" if one["hours"] is None else number(one["hours"], 1),
        _("Seal"): one["hash"],
    }


def _lacking(tier: int) -> list[str]:
    """What may be missing for the tier above the chosen one."""
    return {3: [""], 2: ["", "hours", "plan", "assessment"], 1: ["", "act"]}[tier]


def _table(items: Sequence[Item]) -> Item | None:
    """The businesses as rows; returns the row that was chosen."""
    rows = [
        {
            _("Business"): who(item),
            _("Tier"): word(TIERS, str(item["tier"])),
            _("Since"): _since(item),
            _("Hours"): number(item["hours"], 1),
            _("Lacks for the next tier"): lacks(item),
            _("Country"): country(item["country"]),
            _("Size"): word(SIZES, item["size"]) if item["size"] else "",
            _("Clusters"): ", ".join(label(cluster) for cluster in item["clusters"]),
            _("Sector"): label(item["section"]),
        }
        for item in items
    ]
    at = choice(telling(rows, _("Tier"), _("Lacks for the next tier"), _("Clusters")), "reach-rows", right=(_("Hours"),))
    return None if at is None else items[at]


def telling(rows: Sequence[Mapping[str, str]], *names: str) -> list[dict[str, str]]:
    """Without those of the named columns that tell nothing: they are empty, or the same in each of several rows."""
    dull = [name for name in names if {row[name] for row in rows} == {""} or (len(rows) > 1 and len({row[name] for row in rows}) == 1)]
    return [{name: text for name, text in row.items() if name not in dull} for row in rows]


def _since(item: Item) -> str:
    since = item["supported"] or item["benefited"] or item["reached"]
    return day(since) if since else ""
