"""What was settled before, and how the lot was drawn: dates, rules, seed, groups."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard.i18n import _, day, listed, number, percent
from dashboard.menu import link
from dashboard.parts.measured.tables import table
from dashboard.parts.text import plain
from dashboard.parts.trial.words import DESIGNS, OUTCOMES, STRATA, arm_word, stratum_word
from dashboard.words import word

Item = Mapping[str, Any]


def declared(trial: Item) -> None:
    """The dates in order, the rules, and whether the draw can be believed."""
    st.subheader(_("What was settled when"), anchor=False)
    rules = [
        (_("What counts"), word(OUTCOMES, trial["outcome"])),
        (_("How"), word(DESIGNS, trial["design"])),
        (_("Trial declared on"), day(trial["declared"])),
        (_("Drawn on"), day(trial["assigned"]) if trial["assigned"] else _("not yet")),
        (_("Counts until"), day(trial["ends"]) if trial["ends"] else _("{days} days after the draw").format(days=number(trial["horizon"]))),
        (_("Share offered at once"), percent(trial["share"])),
        *([(_("Balanced by"), listed([word(STRATA, code) for code in trial["strata"]]))] if trial["strata"] else []),
        (_("Limit for a false alarm"), percent(trial["alpha"])),
    ]
    table(rules, (f"{_('Trial')} {trial['code']}", _("As declared")))
    _seed(trial)
    if trial["by_stratum"]:
        with st.expander(_("How each group was divided")):
            rows = [(stratum_word(row["stratum"]), number(row["offered"]), number(row["waiting"])) for row in trial["by_stratum"]]
            table(rows, (_("Group"), arm_word(trial["design"], "offer"), arm_word(trial["design"], "wait")))


def _seed(trial: Item) -> None:
    """Seed and hash, and what they prove."""
    if trial["seed"] is None:
        chosen = _("The number that will decide the lot is chosen already. Its hash stands in the ledger, so nobody can change it: {hash}")
        st.caption(chosen.format(hash=_code(trial["commitment"])))
        return
    seed = _code(str(trial["seed"]))
    if not trial["repeated"] and not trial["commitment"]:
        st.caption(_("The lot was drawn outside Crossmatch, with the number {seed}.").format(seed=seed))
        return
    parts = [_("The lot was drawn with the number {seed}.").format(seed=seed)]
    if trial["commitment"]:
        fits, wrong = _("Its hash was declared before the draw, and fits."), _("**It is not the number whose hash was declared: do not trust this draw.**")
        parts.append(fits if trial["seed_kept"] else wrong)
    same, others = _("Drawing again with it gives the same groups."), _("**Drawing again with it gives other groups: do not trust this draw.**")
    parts.append(same if trial["repeated"] else others)
    st.caption(" ".join(parts))


def _code(text: str) -> str:
    return f"`{text}`"


def mine(trial: Item) -> None:
    """Own members who wait, so that nobody introduces them by mistake."""
    if not trial["mine"]:
        return
    st.subheader(_("Do not introduce these members up to and including {day}").format(day=day(trial["ends"])), anchor=False)
    st.markdown(_("They wait in this trial. They may still look for partners themselves; only you do not offer them any."))
    with st.container(horizontal=True):
        for member in trial["mine"]:
            link("organisation", plain(member["name"]), icon=":material/hourglass_top:", id=member["id"])
