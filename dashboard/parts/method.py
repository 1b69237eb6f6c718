"""The method in plain words: signals with weights, state of the model, data, who sees what, sources."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.i18n import N_, _, number, signed
from dashboard.parts.text import plain
from dashboard.words import FAMILIES, LANGUAGE_NAMES, word

Item = Mapping[str, Any]
_WHO = (
    (N_("Administrator"), N_("everything in this installation")),
    (N_("Cluster manager, adviser"), N_("the whole profile of their own members; others as far as their cluster shows them")),
    (N_("Business"), N_("itself in full; others as far as their cluster shows them")),
    (N_("Programme evaluator"), N_("figures and public registers, no single member")),
)
_SOURCES = (
    N_("Projects and participants: CORDIS, European Commission, CC BY 4.0 (Horizon 2020 projects started 2014–2018)."),
    N_("Sectors: NACE Rev. 2, Eurostat, reuse with source."),
    N_("Regions: NUTS 2016, GISCO, © EuroGeographics for the administrative boundaries."),
    N_("Country names: Unicode CLDR."),
)


def state(found: Item) -> None:
    """What the score is, and whether its weights were learned."""
    st.markdown(_("A score is the plain sum of its reasons. Each reason looks at one thing, gives points for or against, and is shown with every suggestion."))
    if found["state"] == "unfitted":
        st.warning(
            _(
                "**The weights are set by hand, not learned.** Points rank suggestions; they are no probability. "
                "They will be learned from ties that formed later."
            ),
            icon=":material/balance:",
        )
    else:
        st.markdown(
            _(
                "**The weights are learned** from public projects: from who became whose partner in later years. What no project can teach "
                "(needs and offers, skills, languages, the distance you ask for) is set by hand; the table of reasons says which."
            )
        )
    st.caption(
        _("Model {model} · text encoder {encoder} · state of the network {snapshot}").format(
            **{name: plain(found[name]) for name in ("model", "encoder", "snapshot")}
        )
    )


def signals(found: Sequence[Item]) -> None:
    """Every signal with what it looks at and the points it can give."""
    st.subheader(_("The reasons"), anchor=False)
    rows = [(signal["name"], word(FAMILIES, signal["family"]), signal["text"], points(signal)) for signal in found]
    table = pd.DataFrame(rows, columns=[_("Reason"), _("Family"), _("What it looks at"), _("Points")])
    st.table(table.map(plain), border="horizontal", hide_index=True)


def points(signal: Item) -> str:
    """What a signal can give: the range of a fitted one, or the most of one whose weight is set by hand."""
    if signal["fitted"] and not signal["least"] and not signal["most"]:
        return _("none, learned")
    if signal["fitted"]:
        return _("{least} to {most}, learned").format(least=signed(signal["least"]), most=signed(signal["most"]))
    return _("up to {most}, by hand").format(most=signed(signal["weight"]))


def data(found: Item) -> None:
    """How much there is, and what is invented."""
    st.subheader(_("The data"), anchor=False)
    figures = {
        _("Organisations"): found["organisations"],
        _("With a known name"): found["named"],
        _("Illustrative (invented)"): found["illustrative"],
        _("Known ties"): found["ties"],
    }
    for column, (name, value) in zip(st.columns(len(figures)), figures.items(), strict=True):
        column.metric(name, number(value))
    if found["languages"]:
        parts = [f"{word(LANGUAGE_NAMES, code)} {number(count)}" for code, count in sorted(found["languages"].items())]
        st.markdown(_("Profiles by language: {languages}.").format(languages=" · ".join(parts)))
    st.markdown(
        _(
            "*Illustrative* businesses are invented by a seeded generator, so that needs and offers can be shown "
            "without anybody's data. They are marked on every screen. Real organisations carry real facts only. "
            "Organisations without a known name stay in the network, but are never listed."
        )
    )


def gate() -> None:
    """Who sees what."""
    st.subheader(_("Who sees what"), anchor=False)
    st.markdown("\n".join(f"- **{_(who)}**: {_(what)}" for who, what in _WHO))
    st.markdown(
        _(
            "Members of other clusters appear without a name (size, sector, country) until their cluster "
            "declares that it shows them. What you may not see answers exactly like what does not exist. Your "
            "key stays on the server; the browser keeps a random number for twelve hours."
        )
    )


def sources() -> None:
    """Where facts come from, and the line about borders."""
    st.subheader(_("Sources"), anchor=False)
    st.markdown("\n".join(f"- {_(source)}" for source in _SOURCES))
    st.markdown(
        _(
            "Country names and codes follow the sources. They say nothing about the status of any territory; how "
            "disputed borders are drawn is a person's decision, and no map with borders is shown until it is "
            "made."
        )
    )
