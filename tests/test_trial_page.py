"""The page *Trial*: the planted trial in three languages, for each role, and a trial from its declaration to its draw."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest
from trialtown import CODE, DRAWN, OUTSIDE, TODAY, assigned, business, came_of_it, declared, planted, served
from visit import visit as opened

from api.client import Client
from dashboard import session
from graph import Store
from graph.model import Event
from graph.schema import Happening as H

pytestmark = pytest.mark.page

Open = Callable[..., AppTest]
RUNNING = "trial-2026b"


@pytest.fixture
def visit(monkeypatch: pytest.MonkeyPatch) -> Iterator[Open]:
    """Sign in at a service over a planted store, and open the page."""
    with ExitStack() as open_services:

        def go(store: Store, who: str = "evaluator", lang: str = "en") -> AppTest:
            made = open_services.enter_context(served(store))
            monkeypatch.setattr(session, "connect", lambda key: Client(made.http, key))
            return opened(made.keys[who], "trial", lang=lang)

        yield go
    st.cache_resource.clear()


def running() -> Store:
    """A trial that was drawn a month ago."""
    drawn = [Event(one.happening, one.subject, TODAY - timedelta(days=30), about=RUNNING, data=one.data) for one in assigned()]
    return planted(declared(RUNNING), *drawn, trial=False)


def text(page: AppTest) -> str:
    """Everything a visitor can read, tables included."""
    shown = [*page.title, *page.subheader, *page.markdown, *page.caption, *page.success, *page.info, *page.warning, *page.error]
    return "\n".join([*(str(element.value) for element in shown), *(table.value.to_string() for table in page.table)]).replace("\\", "")


@pytest.mark.parametrize(
    ("who", "lang", "title"),
    [
        ("evaluator", "en", "Would it have happened anyway?"),
        ("alpha", "de", "Wäre es ohnehin geschehen?"),
        ("admin", "fr", "Cela serait-il arrivé de toute façon\u00a0?"),
        ("adviser", "en", "Would it have happened anyway?"),
    ],
)
def test_the_page_speaks_three_languages_to_every_role(visit: Open, who: str, lang: str, title: str) -> None:
    page = visit(planted(*came_of_it()), who, lang)

    assert page.title[0].value == title
    assert not page.exception
    assert not page.error


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("en", "Offered at once: **55 of 100**. Waited: **15 of 100**. So the offer made a difference of **+40 of 100** (95% certain: +10 to +62)."),
        ("de", "Sofort angeboten: **55 von 100**. Gewartet: **15 von 100**. Das Angebot machte also einen Unterschied von **+40 von 100**"),
        ("fr", "Offre immédiate\u00a0: **55 sur 100**. En attente\u00a0: **15 sur 100**. L’offre a donc fait une différence de **+40 sur 100**"),
    ],
)
def test_the_effect_is_a_sentence_with_its_interval(visit: Open, lang: str, sentence: str) -> None:
    assert sentence in text(visit(planted(*came_of_it()), lang=lang))


def test_chance_is_named_beside_the_limit_that_was_agreed(visit: Open) -> None:
    page = visit(planted(*came_of_it()))

    assert "so much would not have happened anyway" in page.success[0].value
    assert "in 2.2 of 100 draws; 5 of 100 were agreed on as the limit" in page.success[0].value


def test_an_effect_that_chance_explains_is_not_called_one(visit: Open) -> None:
    signs = Event(H.COLLABORATION_SIGNED, business(0), DRAWN + timedelta(days=9), about=OUTSIDE)
    confirms = Event(H.COLLABORATION_CONFIRMED, OUTSIDE, DRAWN + timedelta(days=10), about=business(0))
    page = visit(planted(signs, confirms))

    assert "cannot tell whether it would have happened anyway" in page.info[0].value
    assert "Too few businesses of both groups answered" in text(page)


def test_changes_and_survival_stand_in_tables(visit: Open) -> None:
    shown = text(visit(planted(*came_of_it())))

    assert "+0.75 [" in shown
    assert "Introduced through Crossmatch" in shown
    assert "14 collaborations were signed and confirmed. 5 of them have ended." in shown


def test_an_evaluator_reads_no_name(visit: Open) -> None:
    assert "Betrieb" not in text(visit(planted(*came_of_it())))


def test_nothing_is_shown_before_the_horizon_is_over(visit: Open) -> None:
    page = visit(running())

    assert "**The result is shown after 23 Apr 2027, and not before.**" in text(page)
    assert not page.success
    assert not page.info


def test_a_manager_is_told_whom_not_to_introduce(visit: Open) -> None:
    page = visit(running(), "alpha")
    links = {link.proto.label for link in page.get("page_link")}

    assert "Do not introduce these members up to and including 23 Apr 2027" in text(page)
    assert {"Betrieb 2", "Betrieb 38"} <= links
    assert not {"Betrieb 0", "Betrieb 3"} & links


@pytest.mark.parametrize(("who", "remedy"), [("alpha", "then declare one"), ("evaluator", "Ask a cluster manager to declare one")])
def test_without_a_trial_the_page_says_what_to_do(visit: Open, who: str, remedy: str) -> None:
    page = visit(planted(trial=False), who)

    assert remedy in text(page)
    assert "No collaboration was signed and confirmed yet" in text(page)


def test_a_manager_declares_a_trial_and_draws_it(visit: Open) -> None:
    page = visit(planted(trial=False), "alpha")
    page = page.button(key="FormSubmitter:declare-Declare").click().run()
    before = text(page)
    page = page.button(key="draw_trial").click().run()

    assert "Declared, but not drawn yet." in before
    assert "Its hash stands in the ledger" in before
    assert "Its hash was declared before the draw, and fits. Drawing again with it gives the same groups." in text(page)
    assert CODE in text(page)


def test_only_who_starts_trials_finds_the_form(visit: Open) -> None:
    assert not [button for button in visit(planted(trial=False)).button if button.key and "declare" in button.key]


def test_the_calculator_says_how_many_businesses_it_takes(visit: Open) -> None:
    page = visit(planted(trial=False))
    page = page.number_input(key="power_lift").set_value(20).run()

    assert "To find **20 more of 100** in four of five trials, **124 businesses** must take part." in text(page)
