"""Colours and axes that all charts share, in light and dark."""

from dataclasses import dataclass

import altair as alt
import streamlit as st


@dataclass(frozen=True, slots=True)
class Colours:
    """What speaks for something, what against, a sum, quiet lines, and text."""

    good: str
    against: str
    sum: str
    quiet: str
    text: str


_LIGHT = Colours("#0f6e66", "#b45309", "#3d4a51", "#8896a0", "#1d262b")
_DARK = Colours("#4fc3b5", "#e8a24c", "#aab6bd", "#8896a0", "#e6ebed")


def colours() -> Colours:
    """The colours of the visitor's theme."""
    return _DARK if st.context.theme.type == "dark" else _LIGHT


def names() -> alt.Axis:
    """An axis of names without lines."""
    return alt.Axis(title=None, labelLimit=180, ticks=False, domain=False, labelFontSize=13)
