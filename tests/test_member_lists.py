"""Three offices bring their member lists in through the dashboard, each in its language, and find partners in another: on a file and on Neo4j."""

import os
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import httpx2
import pytest
from emptied import emptied
from playwright.sync_api import Browser, Page, expect
from visitor import PATIENCE_MS, Seen

from api import keys
from api.client import JSON, Client
from api.commands.processes import Running, started
from api.commands.screens import Screens
from api.keys import Role
from dashboard.launch import command
from dashboard.look import first_page
from graph import connect
from graph.model import Batch, Edge, Node
from graph.schema import Rel
from seeds.taxonomies import taxonomies

LISTS = Path(__file__).parent / "lists"
EXPECTED = tomllib.loads((LISTS / "expected.toml").read_text("utf-8"))
OFFICES = {"german": ("Kreativnetz Lausitz", "DE", "de"), "english": ("Creative Forum West", "GB", "en"), "french": ("Arts et Métiers du Nord", "FR", "fr")}
STORES = {"sqlite": lambda folder: f"sqlite:///{folder}/own.db", "neo4j": lambda folder: emptied()}
WORDS = {"de": ("sucht", "bietet", "Sie", "Ihr", "passt"), "en": ("you", "your", "offers", "need"), "fr": ("vous", "votre", "propose", "besoin", "cherch")}
"""Of these each language's reasons hold at least one."""
WORK_MS = 120_000  # what a busy machine may take to read or write a list

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("office", [pytest.param("sqlite"), pytest.param("neo4j", marks=[pytest.mark.neo4j, pytest.mark.long])], indirect=True),
]


@dataclass
class Office:
    """The running service with three clusters, a browser, and what became of each list."""

    running: Running
    http: httpx2.Client
    browser: Browser
    keys: dict[str, str]
    read: dict[str, JSON]
    foreign: list[str]
    errors: list[str]

    def client(self, who: str) -> Client:
        return Client(self.http, self.keys[who])

    def visit(self, who: str, path: str) -> Seen:
        made = self.browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
        made.set_default_timeout(PATIENCE_MS)
        seen = Seen(made.new_page(), self.running.dashboard, self.keys[who], self.foreign, self.errors)
        seen.watch()
        seen.sign_in(path)
        return seen


def founded(url: str, keep: Path) -> dict[str, str]:
    """Three clusters without members, and a key for the manager of each."""
    store = connect(url, keep=keep)
    store.write(taxonomies())
    nodes = [Node(f"cluster:{who}", name, props={"source": "upload"}) for who, (name, _, _) in OFFICES.items()]
    store.write(Batch(nodes, [Edge(f"cluster:{who}", Rel.LOCATED_IN, f"country:{country}") for who, (_, country, _) in OFFICES.items()]))
    made = {who: keys.create(store, Role.MANAGER, today=date.today(), clusters=(f"cluster:{who}",))[1] for who in OFFICES}
    store.close()
    return made


@pytest.fixture(scope="module")
def office(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Office]:
    """All three lists have come in, each by its own manager's clicks."""
    folder = tmp_path_factory.mktemp("office")
    url = STORES[request.param](folder)
    with pytest.MonkeyPatch.context() as environment:
        environment.setitem(os.environ, "CROSSMATCH_KEEP", str(folder / "keep"))
        secrets = founded(url, folder / "keep")
        with started(url, Screens(command, first_page)) as running, httpx2.Client(base_url=running.api, timeout=60) as http:
            made = Office(running, http, browser, secrets, {}, [], [])
            made.read = {who: brought(made, who, EXPECTED[who]["file"]) for who in OFFICES}
            yield made


def brought(office: Office, who: str, file: str) -> JSON:
    """Send a file, leave out what is rejected, show the names to others, confirm; gives what the page said before confirming."""
    seen = office.visit(who, f"/data?lang={OFFICES[who][2]}")
    page = seen.page
    page.locator("input[type=file]").set_input_files(LISTS / file)
    page.locator("[class*=st-key-purpose_showing] label").click()
    seen.settle()
    page.locator(".st-key-send button").click()
    expect(page.locator(".st-key-confirm")).to_be_visible(timeout=WORK_MS)
    seen.settle()
    seen.keep(f"data_{who}")
    found = office.client(who).upload(page.url.partition("upload=")[2].partition("&")[0])
    page.locator(".st-key-only_good label").click()
    seen.settle()
    page.locator(".st-key-confirm button").click()
    expect(page.get_by_test_id("stAlertContentSuccess")).to_be_visible(timeout=WORK_MS)
    seen.settle()
    seen.keep(f"data_{who}_done")
    page.context.close()
    return found


def member(client: Client, name: str) -> str:
    return str(next(item["id"] for item in client.organisations(name[:20], kind="business")["items"] if item["name"] == name))


def pairs_of(office: Office, who: str) -> list[tuple[str, str]]:
    """The planted pairs whose need stands in this office's list."""
    names = {item["name"] for item in office.client(who).organisations(kind="business", cluster=f"cluster:{who}", limit=200)["items"]}
    return [(pair["needs"], pair["offers"]) for pair in EXPECTED["pair"] if pair["needs"] in names]


@pytest.mark.parametrize("who", OFFICES)
def test_nine_of_ten_rows_come_in_without_help(office: Office, who: str) -> None:
    found = office.read[who]

    assert found["rows"] == EXPECTED[who]["rows"]
    assert found["accepted"] >= 0.9 * found["rows"]


@pytest.mark.parametrize("who", OFFICES)
def test_their_members_find_the_planted_partner_abroad(office: Office, who: str) -> None:
    client = office.client(who)
    planted = pairs_of(office, who)
    lists = {needs: [item["name"] for item in client.partners(member(client, needs), scope="international")["items"]] for needs, _ in planted}

    assert len(planted) == 6
    assert sum(offers in lists[needs][:3] for needs, offers in planted) >= 5


@pytest.mark.long
@pytest.mark.parametrize("who", OFFICES)
def test_the_reasons_are_in_the_members_own_language(office: Office, who: str) -> None:
    needs, offers = pairs_of(office, who)[0]
    lang = OFFICES[who][2]
    seen = office.visit(who, f"/partners?lang={lang}&scope=international&id={member(office.client(who), needs)}")
    row = seen.page.locator(".row").filter(has_text=offers)
    row.click()
    seen.settle()
    seen.keep(f"partner_{who}")
    why = seen.page.get_by_test_id("stMain").inner_text()
    seen.page.context.close()

    assert any(word in why for word in WORDS[lang])
    assert offers in why


@pytest.mark.long
def test_a_rejected_row_is_corrected_where_it_stands(office: Office) -> None:
    seen = office.visit("english", "/data?lang=en")
    page = seen.page
    page.locator("input[type=file]").set_input_files(LISTS / EXPECTED["english"]["file"])
    seen.settle()
    page.locator(".st-key-send button").click()
    expect(page.get_by_text("Nothing would change")).to_be_visible(timeout=WORK_MS)
    seen.settle()
    write(page, "Moorland Maps Ltd")
    page.locator(".st-key-recell button").click()
    expect(page.locator(".st-key-confirm")).to_be_visible(timeout=WORK_MS)
    found = office.client("english").upload(page.url.partition("upload=")[2].partition("&")[0])
    page.context.close()

    assert (found["new"], found["rejected"]) == (1, office.read["english"]["rejected"] - 1)


def write(page: Page, text: str) -> None:
    """Type into the first cell that can be corrected; the table is drawn, so it is found by its place."""
    box = page.get_by_test_id("stDataFrame").last.bounding_box()
    assert box
    page.mouse.click(box["x"] + 0.42 * box["width"], box["y"] + 52)
    page.wait_for_timeout(400)
    page.keyboard.press("Enter")
    page.wait_for_timeout(600)
    page.keyboard.type(text, delay=20)
    page.keyboard.press("Enter")
    expect(page.locator(".st-key-recell button")).to_be_enabled()


def test_nothing_was_asked_of_another_host(office: Office) -> None:
    assert office.foreign == []
    assert office.errors == []


@pytest.mark.long
def test_a_list_of_the_next_year_shows_new_changed_and_gone_and_ends_who_is_ticked(office: Office) -> None:
    expected = EXPECTED["german"]["next_year"]
    seen = office.visit("german", "/data?lang=de")
    page = seen.page
    page.locator("input[type=file]").set_input_files(LISTS / EXPECTED["german"]["later"])
    seen.settle()
    page.locator(".st-key-send button").click()
    expect(page.locator(".st-key-all_gone")).to_be_visible(timeout=WORK_MS)
    client = office.client("german")
    found = client.upload(page.url.partition("upload=")[2].partition("&")[0])
    page.locator(".st-key-all_gone label").click()
    seen.settle()
    page.locator(".st-key-only_good label").click()
    seen.settle()
    seen.keep("data_german_again")
    page.locator(".st-key-confirm button").click()
    expect(page.get_by_test_id("stAlertContentSuccess")).to_be_visible(timeout=WORK_MS)
    left = {item["name"] for item in client.organisations(kind="business", cluster="cluster:german", limit=200)["items"]}
    page.context.close()

    assert (found["new"], {item["name"] for item in found["gone"]}) == (len(expected["new"]), set(expected["gone"]))
    assert found["changed"] >= len(expected["changed"])
    assert left.isdisjoint(expected["gone"])
    assert set(expected["new"]) <= left
