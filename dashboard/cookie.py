"""A component without a face: keeps the session's number in a cookie of this site, or takes it away."""

from functools import cache

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

NAME = "crossmatch_session"
SCRIPT = """
export default function ({ data }) {
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `${data.name}=${data.value}; Path=/; SameSite=Strict; Max-Age=${data.value ? data.seconds : 0}${secure}`;
}
"""


@cache
def _component() -> ComponentRenderer:
    return st.components.v2.component("crossmatch.cookie", js=SCRIPT)


def store(value: str, seconds: int) -> None:
    """Set the cookie; an empty value deletes it."""
    _component()(data={"name": NAME, "value": value, "seconds": seconds}, key="cookie", height=1)
