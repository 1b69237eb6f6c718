"""The dashboard's pages, each run through the real API in one process."""

import csv
import io
from collections.abc import Callable, Iterator

import httpx2
import pytest
import streamlit as st
from service import CANARY, Served, service
from streamlit.testing.v1 import AppTest

from api.client import Client
from dashboard import cookie, session
from dashboard.launch import ENTRY, command
from dashboard.parts.matches import rows as spelled
from dashboard.parts.reasons import chips
from dashboard.parts.sheet import sheet
from dashboard.parts.text import plain
from dashboard.parts.trails import trail
from matcher.encoder import Encoder

Open = Callable[..., AppTest]
BAKERY, STUDIO = "business:alpha-bakery", "business:alpha-studio"


@pytest.fixture(scope="module")
def served(encoder: Encoder) -> Iterator[Served]:
    with service(encoder) as made:
        yield made


@pytest.fixture
def at_the_door(served: Served, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    """The dashboard before anybody signed in; its API is the real one, in this process."""
    monkeypatch.setattr(session, "connect", lambda key: Client(served.http, key))
    yield AppTest.from_file(str(ENTRY), default_timeout=30)
    st.cache_resource.clear()


@pytest.fixture
def visit(at_the_door: AppTest, served: Served) -> Open:
    """Sign in as somebody, then go to a page by its link."""

    def go(view: str = "home", who: str = "alpha", **link: str) -> AppTest:
        at_the_door.query_params["lang"] = link.pop("lang", "en")
        page = at_the_door.run()
        page.text_input[0].input(served.keys[who])
        page = page.button[0].click().run()
        page.switch_page(f"views/{view}.py")
        page.query_params.update(link)
        return page.run()

    return go


def text(page: AppTest) -> str:
    """Everything a visitor can read, in one string."""
    shown = [*page.title, *page.subheader, *page.markdown, *page.caption, *page.error, *page.warning, *page.info, *page.metric]
    return "\n".join(f"{getattr(element, 'label', '')} {element.value}" for element in shown)


@pytest.mark.parametrize(
    ("view", "lang", "title"),
    [
        ("home", "en", "Which of your members should meet whom this week?"),
        ("home", "de", "Welches Ihrer Mitglieder sollte diese Woche wen kennenlernen?"),
        ("home", "fr", "Lequel de vos membres devrait rencontrer qui cette semaine\u00a0?"),
        ("partners", "en", "Who should this business meet, and why?"),
        ("partners", "de", "Wen sollte dieses Unternehmen kennenlernen, und warum?"),
        ("partners", "fr", "Qui cette entreprise devrait-elle rencontrer, et pourquoi\u00a0?"),
        ("map", "en", "Who is around this organisation?"),
        ("map", "de", "Wer ist im Umfeld dieser Organisation?"),
        ("map", "fr", "Qui entoure cette organisation\u00a0?"),
        ("method", "en", "How suggestions are made"),
        ("method", "de", "Wie Vorschläge entstehen"),
        ("method", "fr", "Comment naissent les propositions"),
        ("organisation", "en", "Alphabrot"),
        ("organisation", "de", "Alphabrot"),
        ("organisation", "fr", "Alphabrot"),
    ],
)
def test_every_page_speaks_three_languages_and_says_what_it_answers(visit: Open, view: str, lang: str, title: str) -> None:
    page = visit(view, lang=lang, id=BAKERY)

    assert page.title[0].value == title
    assert not page.exception
    assert not page.error


def test_a_wrong_key_is_refused_with_a_remedy(at_the_door: AppTest) -> None:
    page = at_the_door.run()
    page.text_input[0].input("cm_wrong_key")
    page = page.button[0].click().run()

    assert "ask for a new one" in page.error[0].value


def test_an_empty_key_is_asked_for(at_the_door: AppTest) -> None:
    page = at_the_door.run().button[0].click().run()

    assert page.error[0].value == "Type or paste your key first."


def test_without_an_api_the_door_says_what_to_start(at_the_door: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    with httpx2.Client(base_url="http://127.0.0.1:9", timeout=2, trust_env=False) as nobody:
        monkeypatch.setattr(session, "connect", lambda key: Client(nobody, key))
        page = at_the_door.run()
        page.text_input[0].input("cm_any_key")
        page = page.button[0].click().run()

    assert "crossmatch serve" in page.error[0].value


def test_a_page_says_that_the_api_is_gone(visit: Open) -> None:
    page = visit("home")
    with httpx2.Client(base_url="http://127.0.0.1:9", timeout=2, trust_env=False) as nobody:
        page.session_state["client"] = Client(nobody, "cm_any_key")
        page = page.run()

    assert "No answer from the API" in page.error[0].value
    assert page.button(key="again")


def test_the_best_partner_is_shown_with_its_reason_and_its_caution(visit: Open) -> None:
    page = visit("partners", lang="de", id=BAKERY, sector="other", scope="international")

    assert page.subheader[0].value == "Alphastudio"
    assert "Design · Frankreich" in text(page)
    assert ":orange-badge[Bedenken Sie]" in text(page)
    assert "→ *sucht*" in text(page)


def test_a_suggestion_says_where_it_would_stand_without_its_strongest_reason(visit: Open) -> None:
    page = visit("partners", lang="fr", id=BAKERY, sector="other", scope="international")

    assert ":gray-badge[Contre\\-épreuve] Sans cette raison, cette proposition serait au rang" in text(page)


def test_reasons_stand_by_family_with_their_points_and_no_base_among_them(visit: Open) -> None:
    page = visit("partners", id=BAKERY, sector="other", scope="international")
    families = [element.value for element in page.markdown if element.value.startswith((":green-badge[", ":orange-badge["))]

    assert any("**Needs and offers**" in family for family in families)
    assert not any("Starting point" in family for family in families)


def test_a_list_without_known_ties_says_what_it_rests_on(visit: Open) -> None:
    page = visit("partners", id=BAKERY)

    assert "this list rests on what is stated" in text(page)


def test_filters_of_a_link_are_in_the_widgets(visit: Open) -> None:
    page = visit("partners", id=BAKERY, sector="other", scope="international", distance="0.75")

    assert [group.value for group in page.segmented_control if group.key != "lang"] == ["international", "other"]
    assert page.select_slider[0].value == "0.75"


def test_a_filter_goes_into_the_link(visit: Open) -> None:
    page = visit("partners", id=BAKERY)
    page = page.segmented_control(key="scope_switch").set_value("international").run()

    assert page.query_params["scope"] == "international"
    assert page.query_params["id"] == BAKERY


def test_filters_that_nobody_fits_say_how_to_go_on(visit: Open) -> None:
    page = visit("partners", id=BAKERY, scope="national")

    assert "Widen them" in text(page)


def test_a_need_in_words_finds_a_partner(visit: Open) -> None:
    page = visit("partners", id=BAKERY)
    page = page.text_input(key="need").input("We look for paper packaging for food").run()

    assert not page.error
    assert "need" not in page.query_params
    assert "Alphastudio" in text(page)


def test_a_name_is_searched_in_the_whole_network(visit: Open) -> None:
    page = visit("organisation")
    page = page.text_input(key="search").input("real paper").run()

    assert page.title[0].value == plain("REAL PAPER SA")
    assert page.query_params["id"] == "business:999"


def test_a_link_to_what_does_not_exist_says_so_and_goes_on(visit: Open) -> None:
    page = visit("partners", id="business:nobody")

    assert "Nothing you may see has the id of this link" in page.warning[0].value
    assert page.query_params["id"] != "business:nobody"


def test_a_member_of_a_closed_cluster_has_no_name_on_any_page(visit: Open) -> None:
    page = visit("partners", id=BAKERY, scope="international")

    assert CANARY not in text(page)
    assert not page.exception


def test_a_business_sees_its_own_partners_only(visit: Open) -> None:
    page = visit("partners", who="business", id=STUDIO)

    assert page.selectbox[0].value == "Alphabrot"
    assert page.query_params["id"] == BAKERY


def test_an_evaluator_has_figures_and_method_only(visit: Open) -> None:
    page = visit("method", who="evaluator")

    assert page.title[0].value == "How suggestions are made"
    with pytest.raises(ValueError, match="partners"):
        page.switch_page("views/partners.py")


def test_the_method_says_plainly_what_is_learned_and_what_is_set_by_hand(visit: Open) -> None:
    page = visit("method")
    points = " ".join(page.table[-1].value.iloc[:, -1])

    assert "**The weights are learned** from public projects" in text(page)
    assert "by hand" in points
    assert "learned" in points


def test_a_profile_shows_need_offer_and_history(visit: Open) -> None:
    page = visit("organisation", lang="fr", id=BAKERY)

    assert "Wir backen Brot aus altem Getreide" in text(page)
    assert "1 mars 2026\u00a0: Entrée dans un cluster" in text(page).replace("\\", "")


def test_signing_out_leads_back_to_the_door(visit: Open) -> None:
    page = visit("home")
    page = next(button for button in page.button if button.label == "Sign out").click().run()

    assert page.text_input[0].label == "Your key"
    assert "me" not in page.session_state


def test_a_session_ends_and_is_forgotten() -> None:
    sessions = session.Sessions()
    number = sessions.remember("cm_key")
    sessions.forget(number)

    assert sessions.key(number) == ""


def test_a_session_number_says_nothing_about_the_key() -> None:
    sessions = session.Sessions()
    number = sessions.remember("cm_secret")

    assert sessions.key(number) == "cm_secret"
    assert "secret" not in number


def test_the_cookie_stays_within_this_site() -> None:
    assert "SameSite=Strict" in cookie.SCRIPT


def test_a_spreadsheet_finds_no_live_formula(served: Served) -> None:
    item = served.client("alpha").partners(BAKERY, limit=1)["items"][0]
    rows = list(csv.reader(io.StringIO(sheet(spelled([item | {"name": "=HYPERLINK(1)"}])).decode("utf-8-sig")), delimiter=";"))

    assert rows[1][1] == "'=HYPERLINK(1)"


def test_names_are_shown_as_they_are() -> None:
    assert plain("*A* [b](c) :red[d] $e$\nf") == r"\*A\* \[b\]\(c\) \:red\[d\] \$e\$ f"


def test_a_relation_walked_backwards_gets_its_inverse_word() -> None:
    path = [
        {"source": "business:a", "relation": "MEMBER_OF", "target": "cluster:c"},
        {"source": "business:b", "relation": "MEMBER_OF", "target": "cluster:c"},
    ]

    assert chips(trail(path, "business:a", "business:b"), {"business:a": "A", "business:b": "B", "cluster:c": "C"}) == (
        ":green-badge[A] → *is a member of* :gray-badge[C] → *has the member* :green-badge[B]"
    )


def test_a_need_and_an_offer_without_a_relation_are_joined_by_meaning() -> None:
    path = [
        {"source": "business:b", "relation": "OFFERS", "target": "offer:o"},
        {"source": "business:a", "relation": "NEEDS", "target": "need:n"},
    ]
    steps = trail(path, "business:a", "business:b")

    assert [step.id for step in steps] == ["business:a", "need:n", "offer:o", "business:b"]
    assert [step.verb for step in steps] == ["", "needs", "is close in meaning to", "is offered by"]


def test_a_trail_through_two_projects_is_read_in_one_line() -> None:
    path = [
        {"source": "business:a", "relation": "PARTICIPATED_IN", "target": "project:1"},
        {"source": "business:x", "relation": "PARTICIPATED_IN", "target": "project:1"},
        {"source": "business:b", "relation": "PARTICIPATED_IN", "target": "project:2"},
        {"source": "business:x", "relation": "PARTICIPATED_IN", "target": "project:2"},
    ]

    assert [step.id for step in trail(path, "business:a", "business:b")] == ["business:a", "project:1", "business:x", "project:2", "business:b"]


def test_a_trail_that_only_the_suggestion_touches_ends_there() -> None:
    path = [{"source": "business:b", "relation": "TARGETS_MARKET", "target": "country:FR"}]

    assert [step.verb for step in trail(path, "business:a", "business:b")] == ["", "is a target market of"]


def test_the_command_names_entry_address_and_privacy() -> None:
    argv = command("http://127.0.0.1:8123", 8502)

    assert argv[-3:] == ["--", "--api", "http://127.0.0.1:8123"]
    assert {"--server.port=8502", "--browser.gatherUsageStats=false", "--browser.serverAddress=127.0.0.1"} <= set(argv)
