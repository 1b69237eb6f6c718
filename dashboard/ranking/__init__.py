"""The ranked list: one row for each suggestion with its bar, picked by click or keyboard."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

_FOLDER = Path(__file__).parent


@cache
def _component() -> ComponentRenderer:
    css, js = ((_FOLDER / name).read_text(encoding="utf-8") for name in ("ranking.css", "ranking.js"))
    return st.components.v2.component("crossmatch.ranking", css=css, js=js)


def ranking(rows: Sequence[Mapping[str, object]], *, chosen: str, label: str, key: str) -> str:
    """Show rows of id, rank, title, place, bar (0..1), strength (the bar in words) and badges (text, tone); returns the id picked last, or `chosen`."""
    answer = _component()(data={"rows": list(rows), "chosen": chosen, "label": label}, key=key, on_picked_change=lambda: None)
    picked = str(answer.get("picked") or "")
    return picked if any(row["id"] == picked for row in rows) else chosen
