"""The first page without a browser: for `crossmatch demo --check`."""

from collections.abc import Sequence
from pathlib import Path

from streamlit.testing.v1 import AppTest

from dashboard import session

_SECONDS = 60


def first_page(api: str, key: str) -> Sequence[str]:
    """Run the home page against the API at `api` and return its headings and texts; raises RuntimeError if it fails."""
    client = session.connect(key, api)
    page = AppTest.from_file(str(Path(__file__).with_name("app.py")), default_timeout=_SECONDS)
    for name, value in {"client": client, "me": client.me(), "number": "check", "lang": "en"}.items():
        page.session_state[name] = value
    page.run()
    failed = [str(element.value) for element in [*page.error, *page.exception]]
    if failed:
        raise RuntimeError(f"the dashboard's first page says: {failed[0]}")
    return [str(element.value) for element in [*page.title, *page.markdown]]
