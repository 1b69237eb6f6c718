"""Tables of figures: numbers right-aligned, in the session's language."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dashboard.i18n import number, percent
from dashboard.parts.text import plain

DIGITS = 3


def figure(value: float | None, interval: Sequence[float] = ()) -> str:
    """A figure with its interval, which is not broken: 0.118 [0.110, 0.126]; a dash for none."""
    if value is None:
        return "–"
    return number(value, DIGITS) + (f" [{number(interval[0], DIGITS)},\u00a0{number(interval[1], DIGITS)}]" if len(interval) == 2 else "")


def change(value: float) -> str:
    """A difference with its sign."""
    rounded = round(value, DIGITS)
    return ("+" if rounded > 0 else "−" if rounded < 0 else "±") + number(abs(rounded), DIGITS)


def share(value: float | None) -> str:
    """A share as a percentage, a dash for none."""
    return "–" if value is None else percent(round(value, 2) + 0.0)  # never "-0 %"


def table(rows: Sequence[Sequence[str]], columns: Sequence[str]) -> None:
    """Rows of texts as they are; the first column are names."""
    shown = pd.DataFrame([list(map(plain, row)) for row in rows], columns=[plain(column) for column in columns])
    st.table(shown, border="horizontal", hide_index=True)
