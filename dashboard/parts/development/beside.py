"""The newest month beside random networks, the roles between clusters, the fate of communities, and brokers by name."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from dashboard.i18n import _, month, number, signed
from dashboard.parts.development.words import CHANGES, ROLES, name, written
from dashboard.parts.grid import grid
from dashboard.parts.sheet import download
from dashboard.words import label

Item = Mapping[str, Any]
_SHOWN = 12
_LOW, _HIGH = 0.025, 0.975


def chance(found: Item) -> None:
    """Figures beside those of random networks."""
    st.subheader(_("Is it more than chance?"), anchor=False)
    if not found["items"]:
        st.markdown(_("There are no ties in this month."))
        return
    st.markdown(
        _(
            "The network of {month} beside {draws} random ones in which everybody meets as often and every meeting is as large, only with others. "
            "So what a large project closes by itself is no finding."
        ).format(month=month(found["month"]), draws=number(found["draws"]))
    )
    grid([_beside(item) for item in found["items"]], right=[_("Here"), _("By chance"), "z", _("Percentile")])


def _beside(item: Item) -> dict[str, str]:
    code = item["measure"]
    return {
        _("Measure"): name(code),
        _("Here"): written(code, item["value"]),
        _("By chance"): written(code, item["mean"]),
        "z": "–" if item["z"] is None else signed(item["z"], 1),
        _("Percentile"): number(100 * item["percentile"]),
        _("Finding"): _finding(item),
    }


def _finding(item: Item) -> str:
    if item["z"] is None or _LOW < item["percentile"] < _HIGH:
        return _("as by chance")
    if abs(item["z"]) < 1.96:  # many draws equal the value
        return _("as by chance")
    return _("more than by chance") if item["z"] > 0 else _("less than by chance")


def roles(found: Item) -> None:
    """Who stands between whom, by cluster; nothing where no clusters are known."""
    if not found["items"]:
        return
    st.subheader(_("Who stands between clusters?"), anchor=False)
    if not any(item[role] for item in found["items"] for role in ROLES):
        st.markdown(_("Nobody stands between two others yet: that takes organisations with two ties or more."))
        return
    rows = [_roles(item) for item in sorted(found["items"], key=lambda item: -sum(item[role] for role in ROLES))]
    grid(rows, right=list(rows[0])[1:])
    st.caption(
        _(
            "How often members stand between two who are not tied to each other. Coordinator: all three in one cluster. Consultant: the two in one cluster, "
            "the broker in another. Representative and gatekeeper: one of the two in the broker's cluster; ties have no direction, so each counts for half. "
            "Liaison: three clusters."
        )
    )
    download(rows, "crossmatch-roles")


def _roles(item: Item) -> dict[str, str]:
    counts = {_(word): number(item[code], 0 if item[code] == int(item[code]) else 1) for code, word in ROLES.items()}
    return {_("Cluster"): label(item["cluster"]), _("Members"): number(item["members"]), **counts}


def communities(items: Sequence[Item]) -> None:
    """What became of the groups that the network falls into."""
    rows = [_changed(item) for item in reversed(items) if item["changes"]][:_SHOWN]
    if not rows:
        return
    st.subheader(_("What becomes of the communities?"), anchor=False)
    grid(rows, right=list(rows[0])[1:])
    st.caption(
        _(
            "Communities of three or more, compared with the point before by who is in them: one goes on, merges or splits if at least half of its members "
            "do. Likeness: 1 if the whole division stayed the same, about 0 if it is a new one."
        )
    )


def _changed(item: Item) -> dict[str, str]:
    changes = item["changes"]
    counts = {_(word): number(changes[code]) for code, word in CHANGES.items() if code != "alike"}
    alike = "–" if changes["alike"] is None else number(changes["alike"], 2)
    return {_("Month"): month(item["month"]), _("Communities"): number(item["figures"].get("communities") or 0), **counts, _(CHANGES["alike"]): alike}


def brokers(found: Item) -> None:
    """Organisations by name, for whom they may be named to."""
    st.subheader(_("Who holds it together?"), anchor=False)
    if not found["items"]:
        st.markdown(_("Among those you see by name, nobody stands between two others."))
        return
    grid([_broker(item) for item in found["items"]], right=[_("Partners"), _("Pairs it joins"), _("Effective size"), _("Constraint")])
    st.caption(_("Counted among the organisations that you see by name. If one of them leaves, the pairs it joins have to find another way."))


def _broker(item: Item) -> dict[str, str]:
    return {
        _("Organisation"): label(item["organisation"]),
        _("Country"): label(item["country"]),
        _("Partners"): number(item["partners"]),
        _("Pairs it joins"): number(item["between"]),
        _("Effective size"): number(item["effective"], 1),
        _("Constraint"): number(item["constraint"], 3),
        _("Source"): _("illustrative") if item["source"] == "illustrative" else "",
    }
