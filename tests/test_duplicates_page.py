"""The page Duplicates, run through the real API in one process: both records side by side, an answer, and the way back."""

from collections.abc import Callable, Iterator

import pytest
import streamlit as st
from service import Served, service
from streamlit.testing.v1 import AppTest
from visit import visit as opened

from api.client import Client
from dashboard import menu, session
from graph.model import Batch, Edge, Node
from graph.schema import Rel
from matcher.encoder import Encoder

pytestmark = pytest.mark.page

Open = Callable[..., AppTest]
BAKERY, TWIN = "business:alpha-bakery", "business:alpha-twin"
PROPS = {"source": "illustrative", "basis": "membership", "purposes": "matching showing statistics", "city": "Kassel"}


@pytest.fixture
def served(encoder: Encoder) -> Iterator[Served]:
    with service(encoder) as made:
        twin = Node(TWIN, "ALPHABROT *Nord* GmbH", props=PROPS)
        made.store.write(Batch([twin], [Edge(TWIN, Rel.LOCATED_IN, "country:DE"), Edge(TWIN, Rel.MEMBER_OF, "cluster:beta")]))
        made.store.write(Batch(edges=[Edge(BAKERY, Rel.SAME_AS, TWIN, weight=0.87)]))
        yield made


@pytest.fixture
def visit(served: Served, monkeypatch: pytest.MonkeyPatch) -> Iterator[Open]:
    """Sign in as somebody and open the page."""
    monkeypatch.setattr(session, "connect", lambda key: Client(served.http, key))

    def go(who: str = "alpha", **link: str) -> AppTest:
        return opened(served.keys[who], "duplicates", **link)

    yield go
    st.cache_resource.clear()


def text(page: AppTest) -> str:
    return "\n".join(str(element.value) for element in [*page.title, *page.markdown, *page.caption, *page.success, *page.error])


@pytest.mark.parametrize(
    ("lang", "title", "likely"),
    [
        ("en", "Who is counted twice?", "Very likely one business."),
        ("de", "Wer wird doppelt gezählt?", "Sehr wahrscheinlich ein Unternehmen."),
        ("fr", "Qui est compté deux fois\u00a0?", "Très probablement une seule entreprise."),
    ],
)
def test_the_page_says_in_three_languages_how_likely_a_pair_is(visit: Open, lang: str, title: str, likely: str) -> None:
    page = visit(lang=lang)

    assert page.title[0].value == title
    assert likely in text(page)
    assert not page.exception


def test_both_records_stand_side_by_side_with_what_differs_marked(visit: Open) -> None:
    found = text(visit())

    assert ":orange-badge[different]" in found
    assert ":green-badge[the same]" in found
    assert ":orange[**\\*Nord\\***]" in found
    assert "Alphabrotstadt" in found
    assert "Kassel" in found


def test_a_yes_empties_the_line_and_can_be_undone(visit: Open) -> None:
    page = visit().button(key="duplicates_same").click().run()
    answered = text(page)
    page = page.button(key="duplicates_undo_last").click().run()

    assert "One business: " in answered
    assert "No pair waits for you." in answered
    assert "Very likely one business." in text(page)


def test_a_no_stands_among_the_decided_with_the_office_that_gave_it(visit: Open) -> None:
    page = visit().button(key="duplicates_apart").click().run()
    page = page.segmented_control(key="duplicates_state").set_value("decided").run()

    assert "Two businesses" in text(page)
    assert "by manager\\-alpha" in text(page)
    assert page.button(key="duplicates_undo")


def test_the_record_that_should_count_is_chosen(visit: Open, served: Served) -> None:
    page = visit()
    page = page.radio[0].set_value(TWIN).run()
    page.button(key="duplicates_same").click().run()

    assert served.client("admin").duplicates(state="decided")["items"][0]["stays"] == TWIN


def test_without_a_pair_the_page_says_how_pairs_come(visit: Open, served: Served) -> None:
    pair = served.client("admin").duplicates()["items"][0]
    served.client("admin").decide_duplicate(pair["id"], same=False)

    assert "crossmatch duplicates" in text(visit())


def test_progress_counts_what_people_decided(visit: Open) -> None:
    page = visit().button(key="duplicates_apart").click().run()

    assert page.get("progress")[0].proto.text == "1 of 1 decided by people"
    assert "merged by rule" not in text(page)


@pytest.mark.parametrize(("who", "has"), [("admin", True), ("alpha", True), ("adviser", False), ("business", False), ("evaluator", False)])
def test_who_answers_for_a_cluster_finds_the_page(served: Served, who: str, has: bool) -> None:
    caller = served.client(who).me()

    assert (caller["role"] in menu._SEEN_BY["duplicates"]) is has


def test_nobody_is_told_that_a_hundred_of_a_hundred_are_one(visit: Open, served: Served) -> None:
    served.store.write(Batch(edges=[Edge(BAKERY, Rel.SAME_AS, TWIN, weight=0.999)]))

    assert "about 99 are one business" in text(visit())
