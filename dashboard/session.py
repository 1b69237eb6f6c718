"""Who is signed in: the key stays on the server, the browser keeps a random number for twelve hours."""

import argparse
import secrets
import time
from dataclasses import dataclass, field

import httpx2
import streamlit as st

from api.client import JSON, ApiProblem, Client
from dashboard.cookie import NAME

HOURS = 12
_LOCAL = "http://127.0.0.1:8000"


def address() -> str:
    """Where the API is: what stands behind `--api` on the command line."""
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--api", default=_LOCAL)
    return str(parser.parse_known_args()[0].api)


@st.cache_resource
def _pool() -> httpx2.Client:
    """Connections that all sessions of this server share."""
    return httpx2.Client(base_url=address(), timeout=20, trust_env=False)  # a proxy must not see what goes to our own API


def connect(key: str) -> Client:
    """A client for one key; the tests put theirs in its place."""
    return Client(_pool(), key)


@dataclass
class Sessions:
    """Keys by session number, as long as they are good."""

    open: dict[str, tuple[str, float]] = field(default_factory=dict)

    def remember(self, key: str) -> str:
        """A new random number for this key; what has expired is dropped."""
        now = time.monotonic()
        self.open = {id: (known, end) for id, (known, end) in self.open.items() if end > now}
        id = secrets.token_urlsafe(32)
        self.open[id] = (key, now + HOURS * 3600)
        return id

    def key(self, id: str) -> str:
        """The key behind a number, empty if there is none (any more)."""
        key, end = self.open.get(id, ("", 0.0))
        return key if end > time.monotonic() else ""

    def forget(self, id: str) -> None:
        self.open.pop(id, None)


@st.cache_resource
def sessions() -> Sessions:
    """One table for all browsers of this server."""
    return Sessions()


def sign_in(key: str) -> None:
    """Ask the API who this is and remember it. Raises ApiProblem for a key it does not know, ApiDown if it does not answer."""
    client = connect(key)
    st.session_state["me"] = client.me()
    st.session_state["client"] = client
    st.session_state["number"] = sessions().remember(key)


def sign_out() -> None:
    """Forget the key here; the login page takes the cookie out of the browser."""
    sessions().forget(st.session_state.get("number") or st.context.cookies.get(NAME, ""))
    lang = st.session_state.get("lang", "en")
    st.session_state.clear()
    st.session_state["lang"] = lang


def me() -> JSON | None:
    """Who is signed in, by this tab or by the cookie of an earlier one; None if nobody is."""
    if "me" not in st.session_state:
        _resume(st.context.cookies.get(NAME, ""))
    found: JSON | None = st.session_state.get("me")
    return found


def _resume(number: str) -> None:
    key = sessions().key(number)
    if not key:
        return
    client = connect(key)
    try:
        st.session_state["me"] = client.me()
    except ApiProblem:  # revoked or expired meanwhile
        sessions().forget(number)
        return
    st.session_state["client"], st.session_state["number"] = client, number


def client() -> Client:
    """The signed-in client."""
    found: Client = st.session_state["client"]
    return found
