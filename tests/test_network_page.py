"""The page on the network over time: its answer, its words in three languages, and who reads which name."""

from collections.abc import Callable, Iterator

import pytest
import streamlit as st
from service import CANARY, Served, service
from streamlit.testing.v1 import AppTest
from visit import visit as opened

from api.client import Client
from api.models import NetworkTrend
from dashboard import session
from dashboard.parts.development.words import CHANGES, GROUPS, MEASURES, ROLES, written
from graph.measures.brokerage import ROLES as KNOWN_ROLES
from graph.measures.trend import FOLLOWED, Verdict
from graph.model import Batch, Edge
from graph.schema import Rel
from matcher.encoder import Encoder

pytestmark = pytest.mark.page

Open = Callable[..., AppTest]
BAKERY, STUDIO, SILENT = "business:alpha-bakery", "business:alpha-studio", "business:alpha-silent"


@pytest.fixture(scope="module")
def served(encoder: Encoder) -> Iterator[Served]:
    """The bakery works with three others since last year, with one of them for longer."""
    with service(encoder) as made:
        others = (STUDIO, SILENT, f"business:{CANARY}-studio")
        made.store.write(Batch(edges=[Edge(BAKERY, Rel.COLLABORATED_WITH, other, props={"since": 2025}) for other in others]))
        made.store.write(Batch(edges=[Edge(STUDIO, Rel.COLLABORATED_WITH, f"business:{CANARY}-bakery", props={"since": 2023})]))
        yield made


@pytest.fixture
def visit(served: Served, monkeypatch: pytest.MonkeyPatch) -> Iterator[Open]:
    monkeypatch.setattr(session, "connect", lambda key: Client(served.http, key))

    def go(who: str = "evaluator", lang: str = "en", **link: str) -> AppTest:
        return opened(served.keys[who], "network_over_time", lang=lang, **link)

    yield go
    st.cache_resource.clear()


def text(page: AppTest) -> str:
    """Everything a visitor can read, tables included."""
    shown = [*page.title, *page.subheader, *page.markdown, *page.caption, *page.error, *page.warning, *page.info]
    return "\n".join([*(str(element.value) for element in shown), *(element.value.to_csv() for element in page.dataframe)])


@pytest.mark.parametrize(
    ("lang", "title", "measure"),
    [
        ("en", "Does the network get better, or only more central?", "Inequality of ties (Gini)"),
        ("de", "Wird das Netzwerk besser oder nur zentraler?", "Ungleichheit der Verbindungen (Gini)"),
        ("fr", "Le réseau s’améliore-t-il, ou se centralise-t-il seulement\u00a0?", "Inégalité des liens (Gini)"),
    ],
)
def test_the_page_asks_its_question_in_three_languages(visit: Open, lang: str, title: str, measure: str) -> None:
    page = visit(lang=lang)

    assert page.title[0].value == title
    assert measure in text(page)
    assert not page.exception
    assert not page.error


def test_the_headline_is_no_more_than_chance_where_four_ties_are_known(visit: Open) -> None:
    page = visit()

    assert "#### No change beyond chance is shown." in text(page)
    assert "3 ties made in the 24 months to Nov 2026 with 2 of the 24 months to Nov 2024" in text(page)


def test_every_line_says_what_it_means_and_which_direction_is_good(visit: Open) -> None:
    shown = text(visit())

    assert "**Inequality of ties (Gini): 0.25**  \n:orange-badge[must not rise]" in shown
    assert "Share of ties that lead into another cluster." in shown


def test_a_network_without_dates_says_what_to_bring_in(visit: Open) -> None:
    page = visit(scope="h2020")

    assert "**No tie with a date is known yet.**" in text(page)


def test_an_evaluator_reads_figures_and_clusters_and_no_business(visit: Open) -> None:
    shown = text(visit())

    assert "Alphabrot" not in shown
    assert "Alpha" in shown
    assert "Who holds it together?" not in shown


def test_a_manager_reads_brokers_by_name_but_not_of_a_closed_cluster(visit: Open) -> None:
    shown = text(visit("alpha"))

    assert "Alphabrot" in shown
    assert CANARY not in shown


@pytest.mark.parametrize("who", ["business", "adviser"])
def test_the_page_is_not_in_everybodys_menu(visit: Open, who: str) -> None:
    with pytest.raises(ValueError, match="network_over_time"):
        visit(who)


def test_everything_measured_has_its_word(served: Served) -> None:
    items = served.client("evaluator").network_months()["items"]

    assert {code for item in items for code in item["figures"]} <= {*MEASURES}
    assert {*FOLLOWED} <= {*MEASURES}
    assert {code for _, codes in GROUPS for code in codes} <= {*MEASURES}
    assert tuple(ROLES) == KNOWN_ROLES
    assert set(CHANGES) == {*items[-1]["changes"]}


def test_every_verdict_is_one_that_the_api_gives() -> None:
    assert set(NetworkTrend.model_json_schema()["properties"]["verdict"]["enum"]) == {*Verdict}


@pytest.mark.parametrize(("value", "said"), [(None, "–"), (0.0, "0%"), (0.0007, "0.07%"), (0.531, "53%"), (1.0, "100%")])
def test_a_small_share_is_not_written_as_none(monkeypatch: pytest.MonkeyPatch, value: float | None, said: str) -> None:
    monkeypatch.setitem(st.session_state, "lang", "en")

    assert written("bridges", value) == said
