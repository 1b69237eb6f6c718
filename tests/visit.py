"""A visit to one page of the dashboard without a browser: sign in at the door, then go where a link leads."""

from streamlit.testing.v1 import AppTest

from dashboard.launch import ENTRY


def visit(key: str, view: str, *, lang: str = "en", **link: str) -> AppTest:
    """The page as somebody with this key finds it; `link` is what the address carries. The session's client must be the test's own by then."""
    door = AppTest.from_file(str(ENTRY), default_timeout=30)
    door.query_params["lang"] = lang
    page = door.run()
    page.text_input[0].input(key)
    page = page.button[0].click().run()
    page.switch_page(f"views/{view}.py")
    page.query_params.update(link)
    return page.run()
