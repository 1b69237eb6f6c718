"""Who is nearest to the next tier, what to do for each, and what the target of depth takes."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard import session
from dashboard.i18n import N_, _, language, listed, number, plural
from dashboard.parts.grid import grid
from dashboard.parts.reach.evidence import lacks, telling, who
from dashboard.parts.reach.tiers import tier_name
from dashboard.parts.sheet import download
from dashboard.parts.states import asking
from dashboard.words import label, word

Item = Mapping[str, Any]
_WEEK = 15
_NAMED = 2  # of those who worked with a cluster's members, the busiest
ACTIONS = {
    "tell": N_("Talk to it"),
    "assess": N_("Assess its needs"),
    "plan": N_("Agree on an action plan"),
    "support": N_("Give and document support"),
    "confirm": N_("Ask the partner to confirm the collaboration"),
}


def nearest(on: str) -> None:
    """This week's list: the nearest first, each with its cheapest next action."""
    st.subheader(_("Whom to bring on this week"), anchor=False)
    with asking(_("Looking for the nearest …")):
        found = session.client().reach_next_steps(on=on, limit=_WEEK, lang=language())
    if not found["items"]:
        st.caption(_("Everybody known is supported in depth."))
        return
    rows = [_row(step) for step in found["items"]]
    grid(telling(rows, _("Is now"), _("Clusters")), right=(_("Hours"), _("Hours to depth")))
    download(rows, "crossmatch-next-steps")


def effort(on: str) -> None:
    """How many hours the target takes, and whose."""
    st.subheader(_("What would it take?"), anchor=False)
    with asking(_("Adding up …")):
        found = session.client().reach_next_steps(on=on, limit=1, lang=language())
    if not found["missing"]:
        st.markdown(_("The target of {target} businesses in depth is reached.").format(target=number(found["target"])))
        return
    said = plural("{count} business is missing to the target.", "{count} businesses are missing to the target.", found["missing"])
    hours = _("The nearest {found} would take about **{hours} hours** of managers and advisers.").format(
        found=number(found["found"]), hours=number(found["hours"])
    )
    st.markdown(f"{said} {hours}")
    rows = [
        {
            _("Cluster"): label(one["cluster"]) or _("In no cluster"),
            _("Businesses"): number(one["businesses"]),
            _("Hours"): number(one["hours"], 1),
            _("Who has worked with its members most"): listed(one["managers"][:_NAMED]),
        }
        for one in sorted(found["by_cluster"], key=lambda one: one["cluster"] is None)
    ]
    grid(rows, right=(_("Businesses"), _("Hours")))
    st.caption(
        _("Reckoned with 1½ h for an assessment, 1 h for a plan, ¼ h for a talk or a reminder, and the hours of support that lack. An assumption to plan with.")
    )


def _row(step: Item) -> dict[str, str]:
    business = step["business"]
    return {
        _("Business"): who(business),
        _("Is now"): tier_name(business["tier"]) if business["tier"] else _("not reached yet"),
        _("Lacks"): lacks(business),
        _("Next"): word(ACTIONS, step["action"]),
        _("Hours"): number(step["effort"], 1),
        _("Hours to depth"): number(step["to_depth"], 1),
        _("Clusters"): ", ".join(label(cluster) for cluster in business["clusters"]),
    }
