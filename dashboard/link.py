"""What a link carries: ids and filters in the address, kept while the session lasts, never translated words."""

from collections.abc import Container

import streamlit as st

_KEPT = "kept."


def param(name: str, allowed: Container[str] | None = None, default: str = "") -> str:
    """A value from the address, else from earlier in this session, else the default; values that are not allowed count as absent."""
    for value in (st.query_params.get(name), st.session_state.get(_KEPT + name)):
        if value is not None and (allowed is None or value in allowed):
            return str(value)
    return default


def keep(**values: str) -> None:
    """Write values into the address and the session; empty ones leave both."""
    for name, value in values.items():
        st.session_state[_KEPT + name] = value
        if value and st.query_params.get(name) != value:
            st.query_params[name] = value
        elif not value and name in st.query_params:
            del st.query_params[name]


def start(widget: str, name: str, allowed: Container[str], default: str) -> None:
    """Give a widget its first value from the link; later the widget itself knows."""
    if widget not in st.session_state:
        st.session_state[widget] = param(name, allowed, default)
