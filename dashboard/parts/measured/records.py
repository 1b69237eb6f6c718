"""Figures under one name: families left out, switches and their price, the town without ties, encoders."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import streamlit as st

from dashboard.i18n import _, number
from dashboard.parts.measured.tables import figure, share, table
from dashboard.parts.measured.words import COUNTS, FIGURES, SHARES, SLICES, ranker_word, switch_word
from dashboard.words import FAMILIES, word

Item = Mapping[str, Any]
_WITHOUT = "without "


def ablation(found: Item) -> None:
    """What is left of the quality without one family, the model fitted again."""
    st.markdown(_("One family of signals is left out and the model fitted again. Families overlap: what one no longer says, others say in part."))
    _table(found["ablation"], _("Left out"), lambda name: word(FAMILIES, name) if name != "nothing" else _("nothing"))


def prices(found: Item) -> None:
    """What a switch costs in quality."""
    st.markdown(_("Each switch serves another aim than the likeliest tie, and has its price in the figures above."))
    _table(found["prices"], _("Switch"), switch_word)


def town(found: Item, names: Mapping[str, str]) -> None:
    """The invented town: businesses that nobody has introduced to each other yet."""
    st.markdown(
        _(
            "An **invented** town in three languages, written before and apart from the ranker: nobody has a tie. Each planted partner is in another "
            "sector and country, and meets a need that is written in another language; competitors at home and firms with the same words for "
            "another thing stand beside it."
        )
    )
    _table(found["town"], _("Ranker"), partial(_town_word, names=names))


def encoders(found: Item) -> None:
    """How well encoders find the offer that meets a need, and sentences that mean the same."""
    st.markdown(
        _(
            "The encoder turns texts of three languages into numbers that can be compared. "
            "Shares of needs whose offer comes first, and agreement with people's judgements of sentences."
        )
    )
    _table(found["encoder"], _("Encoder"), str)


def _town_word(code: str, names: Mapping[str, str]) -> str:
    if code.startswith(_WITHOUT):
        signal = code.removeprefix(_WITHOUT)
        return _("without the signal {name}").format(name=names.get(signal, signal))
    return ranker_word(code)


def _table(records: Sequence[Item], title: str, named: Any) -> None:
    """A row for each record; a column for each figure that stands at its top level."""
    keys = [key for key in dict.fromkeys(key for record in records for key in record["figures"]) if "." not in key and not key.endswith(("_low", "_high"))]
    sliced = any(record["slice"] for record in records)
    columns = [title, *([_("Ties")] if sliced else []), *(word(FIGURES, key) for key in keys)]
    rows = [[named(record["name"]), *([word(SLICES, record["slice"])] if sliced else []), *(_cell(record, key) for key in keys)] for record in records]
    table(rows, columns)


def _cell(record: Item, key: str) -> str:
    value = record["figures"].get(key)
    if key in SHARES:
        return share(value)
    if key in COUNTS and value is not None:
        return number(value)
    return figure(value, [record["figures"][f"{key}_{end}"] for end in ("low", "high") if f"{key}_{end}" in record["figures"]])
