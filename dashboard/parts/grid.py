"""A table of texts that are already in the session's language: figures to the right, as high as its rows."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

_ROW_PX = 35
_EDGE_PX = 3
_MOST = 16  # rows; more scroll inside the table


def grid(rows: Sequence[Mapping[str, str]], right: Collection[str] = ()) -> None:
    """Show rows; the columns in `right` hold figures."""
    st.dataframe(pd.DataFrame(rows), hide_index=True, width="stretch", height=_height(len(rows)), row_height=_ROW_PX, column_config=_aligned(right))


def choice(rows: Sequence[Mapping[str, str]], key: str, right: Collection[str] = (), *, most: int = 9) -> int | None:
    """Show rows of which one may be chosen; its position, None as long as none is."""
    shown = st.dataframe(
        pd.DataFrame(rows),
        hide_index=True,
        width="stretch",
        height=_height(len(rows), most),
        row_height=_ROW_PX,
        column_config=_aligned(right),
        on_select="rerun",
        selection_mode="single-row",
        key=key,
    )
    at = shown["selection"]["rows"]
    return int(at[0]) if at and at[0] < len(rows) else None


def _height(rows: int, most: int = _MOST) -> int:
    return (min(rows, most) + 1) * _ROW_PX + _EDGE_PX


def _aligned(right: Collection[str]) -> dict[str, Any]:
    return {name: st.column_config.TextColumn(alignment="right") for name in right}
