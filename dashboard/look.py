"""The first page without a browser: for `crossmatch demo --check`."""

from collections.abc import Sequence
from pathlib import Path

import httpx2
from streamlit.logger import set_log_level
from streamlit.testing.v1 import AppTest

from api.client import Client

_SECONDS = 60


def first_page(api: str, key: str) -> Sequence[str]:
    """Run the home page against the API at `api` and return its headings and texts; raises RuntimeError if it fails."""
    set_log_level("ERROR")  # it warns that no browser is there: that is the point
    page = AppTest.from_file(str(Path(__file__).with_name("app.py")), default_timeout=_SECONDS)
    with httpx2.Client(base_url=api, timeout=_SECONDS, trust_env=False) as http:
        client = Client(http, key)
        for name, value in {"client": client, "me": client.me(), "number": "check", "lang": "en"}.items():
            page.session_state[name] = value
        page.run()
    failed = [str(element.value) for element in [*page.error, *page.exception]]
    if failed:
        raise RuntimeError(f"the dashboard's first page says: {failed[0]}")
    return [str(element.value) for element in [*page.title, *page.markdown]]
