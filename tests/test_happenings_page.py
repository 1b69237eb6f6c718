"""The page Data with lists of what happened: no basis is asked, what was read is shown, and what is in the ledger is said."""

from collections.abc import Callable, Iterator

import pytest
import streamlit as st
from service import Served, service
from streamlit.testing.v1 import AppTest
from test_happenings_upload import HOURS, confirmed, sent, work

from api.client import Client
from dashboard import session
from dashboard.launch import ENTRY
from matcher.encoder import Encoder

Open = Callable[..., AppTest]


@pytest.fixture(scope="module")
def served(encoder: Encoder) -> Iterator[Served]:
    with service(encoder) as made:
        yield made


@pytest.fixture
def visit(served: Served, monkeypatch: pytest.MonkeyPatch) -> Iterator[Open]:
    """Sign in as Alpha's manager, then open the page by a link."""
    monkeypatch.setattr(session, "connect", lambda key: Client(served.http, key))
    door = AppTest.from_file(str(ENTRY), default_timeout=30)

    def go(lang: str = "en", **link: str) -> AppTest:
        door.query_params["lang"] = lang
        page = door.run()
        page.text_input[0].input(served.keys["alpha"])
        page = page.button[0].click().run()
        page.switch_page("views/data.py")
        page.query_params.update(link)
        return page.run()

    yield go
    st.cache_resource.clear()


def text(page: AppTest) -> str:
    return "\n".join(f"{getattr(shown, 'label', '')} {shown.value}" for shown in (*page.markdown, *page.caption, *page.metric, *page.success))


@pytest.mark.parametrize("kind", ["attendance", "newsletter", "hours", "events"])
def test_for_a_list_of_what_happened_no_basis_is_asked(visit: Open, kind: str) -> None:
    page = visit()
    asked = len(page.radio)
    page.selectbox(key="upload_kind").select(kind).run()

    assert (asked - len(page.radio), "kept once in the reach ledger" in text(page), page.exception.len) == (1, True, 0)


def test_what_was_read_is_shown_and_day_and_matter_can_be_said_for_all(served: Served, visit: Open) -> None:
    page = visit("de", upload=sent(served, HOURS)["id"])
    metrics = {metric.label: metric.value for metric in page.metric}
    labels = [field.label for field in page.text_input]

    assert metrics == {"Zeilen": "3", "Angenommen": "2", "Abgelehnt": "1", "Neu": "2", "Nichts Neues": "0"}
    assert labels == ["Tag der Zeilen, die keinen nennen", "Was es war, für Zeilen, die es nicht sagen"]


def test_what_is_in_the_ledger_is_said(served: Served, visit: Open) -> None:
    page = visit("fr", upload=confirmed(served, HOURS)["id"])

    assert "Au registre maintenant : 2 lignes." in text(page)


def test_the_basis_of_the_next_list_of_members_is_not_taken_from_a_list_of_what_happened(served: Served, visit: Open) -> None:
    office = served.client("alpha")
    id = office.upload_file(HOURS.replace("2.3.", "4.3.").encode(), name="list.csv", kind="hours", purposes=["statistics"])["id"]
    work(served)
    office.confirm_upload(id, only_good=True)
    work(served)
    boxes = {box.label: box.value for box in visit().checkbox}

    assert (office.upload(id)["state"], boxes["Suggest partners and services to them"]) == ("written", True)
