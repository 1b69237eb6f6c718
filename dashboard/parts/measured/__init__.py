"""How good suggestions are: what was measured, when and by which command; a part that was not measured says so."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import streamlit as st

from dashboard.i18n import _
from dashboard.parts.measured import calibration, records, ties
from dashboard.parts.text import plain

Item = Mapping[str, Any]


def measured(found: Item, model: str, signals: Sequence[Item]) -> None:
    """Every part of the measured figures; `model` is the one that answers now, `signals` give codes their names."""
    st.subheader(_("How good is it?"), anchor=False)
    st.markdown(_("Measured on ties that formed later, which the model had not seen. Nothing here is an estimate by hand."))
    if not _is_of(found["model"], model):
        st.caption(_("Measured with model {measured}; the model that answers now is {now}.").format(measured=plain(found["model"]), now=plain(model)))
    _part(found, "partners", _("Who found each other later"), ties.ties)
    _part(found, "newcomers", _("Newcomers, several years together"), ties.newcomers)
    _part(found, "calibration", _("Can the probability be believed?"), calibration.calibration)
    _part(found, "ablation", _("What each family of reasons is worth"), records.ablation)
    _part(found, "prices", _("What each switch costs"), records.prices)
    _part(found, "town", _("Where nobody has met yet"), partial(records.town, names={signal["signal"]: signal["name"] for signal in signals}))
    _part(found, "encoder", _("How well texts are understood"), records.encoders)


def _is_of(measured: str, model: str) -> bool:
    """Whether the tables that were measured (a scope and a hash each) are those of the model; its encoder and weights may differ."""
    return all(table in model for table in measured.split()[1::2])


_COMMANDS = {
    "partners": "crossmatch evaluate --keep",
    "newcomers": "crossmatch evaluate --keep",
    "calibration": "crossmatch evaluate --keep",
    "ablation": "crossmatch evaluate --ablate --keep",
    "prices": "crossmatch evaluate --ablate --keep",
    "town": "crossmatch evaluate --goal town --keep",
    "encoder": "crossmatch evaluate --goal encoder --keep",
}
_KEPT_AS = {"newcomers": "newcomers_pooled"}


def _part(found: Item, part: str, title: str, draw: Any) -> None:
    st.markdown(f"#### {title}")
    if not found[part]:
        st.caption(_("Not measured yet. This command measures it: {command}").format(command=f"`{_COMMANDS[part]}`"))
        return
    draw(found)
    if said := found["measured"].get(_KEPT_AS.get(part, part)):
        st.caption(_("Measured: {how}").format(how=f"`{said}`"))
