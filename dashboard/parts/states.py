"""What a page shows while it waits, when nothing is there, and when something failed."""

from collections.abc import Iterator
from contextlib import contextmanager
from json import JSONDecodeError
from typing import Never

import streamlit as st

from api.client import ApiDown, ApiProblem
from dashboard import session
from dashboard.i18n import _
from dashboard.parts.text import plain


@contextmanager
def asking(what: str) -> Iterator[None]:
    """Around a call of the API: says what is being fetched, and if it fails, what failed and what to do."""
    try:
        with st.spinner(what, show_time=False):
            yield
    except (ApiDown, JSONDecodeError):  # nobody, or somebody who is no API of ours
        _stop(_("No answer from the API at {address}.").format(address=f"`{session.address()}`"), _("Start it with `crossmatch serve`, then try again."))
    except ApiProblem as problem:
        _explain(problem)


def _explain(problem: ApiProblem) -> Never:
    if problem.status == 401:
        session.sign_out()
        st.rerun()
    if problem.status == 403:
        _stop(_("Your key may not see this page."), _("Ask your administrator for a key with another role."))
    if problem.status == 404:
        _stop(_("Nothing you may see has this id."), _("The link may be old. Choose another organisation."))
    _stop(
        _("The API could not answer ({status}): {detail}").format(status=problem.status, detail=plain(problem.detail or problem.title)),
        _("Try again; if it stays, report the number {request}.").format(request=problem.request_id or "–"),
    )


def _stop(failed: str, remedy: str) -> Never:
    st.error(f"**{failed}** {remedy}", icon=":material/error:")
    st.button(_("Try again"), key="again")
    st.stop()


def nothing(what: str, next_step: str) -> None:
    """An empty page that says what to do next."""
    with st.container(border=True):
        st.markdown(f"**{what}**")
        st.markdown(next_step)
