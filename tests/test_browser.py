"""The dashboard in a real browser: from Home to a match to the map, in three languages, and never a word to another host."""

import io
import os
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest
from PIL import Image, ImageChops, ImageStat
from playwright.sync_api import BrowserContext, Page, expect
from visitor import OUTPUT, Seen

from api.client import JSON, Client
from api.commands.build import Built
from api.commands.processes import Running, started
from api.commands.screens import Screens
from dashboard.launch import command
from dashboard.look import first_page

pytestmark = pytest.mark.browser
PICTURES = Path(__file__).parent.parent / "docs" if os.environ.get("CROSSMATCH_PICTURES") else OUTPUT
"""Where the README's picture goes: `CROSSMATCH_PICTURES=1 pytest -m browser` makes the committed one anew."""
NOISE = 8  # of 255: smoothed edges differ by a shade from run to run


def drawing(page: Page) -> Image.Image:
    """The picture of the graph."""
    return Image.open(io.BytesIO(page.locator("[data-part=frame]").first.screenshot())).convert("RGB")


@pytest.fixture(scope="module")
def running(demonstration: Built) -> Iterator[Running]:
    with started(demonstration.store, Screens(command, first_page)) as both:
        yield both


@pytest.fixture
def visitor(context: BrowserContext, running: Running, demonstration: Built) -> Seen:
    key = next(key for name, key in demonstration.keys.items() if name.startswith("manager"))
    seen = Seen(context.new_page(), running.dashboard, key)
    seen.watch()
    return seen


def test_from_home_to_a_match_to_the_map_without_a_word_to_another_host(visitor: Seen) -> None:
    page = visitor.page
    visitor.sign_in()
    visitor.keep("home_en")
    page.get_by_text("See why").first.click()
    page.locator(".row").filter(has_not_text=" firm in ").last.click()  # one with a name: a teaser is on no map
    visitor.settle()
    visitor.keep("match_en")
    page.get_by_text("Show on the map").click()
    expect(page.locator("[data-part=stage] canvas").first).to_be_visible()
    visitor.settle()
    visitor.keep("map_en")

    assert "/map?" in page.url
    assert visitor.foreign == []
    assert visitor.errors == []


def test_a_reload_does_not_sign_out_and_keeps_the_page(visitor: Seen) -> None:
    visitor.sign_in("/partners?scope=international")
    visitor.page.locator(".row").nth(2).click()
    visitor.page.wait_for_url("**match=**")  # the row is framed at once; only then the server has heard of it
    visitor.settle()
    chosen = visitor.page.locator(".row[aria-checked=true] .title").inner_text()
    visitor.page.reload()
    expect(visitor.page.locator(".row[aria-checked=true] .title")).to_have_text(chosen)

    assert "scope=international" in visitor.page.url


def test_the_key_is_neither_in_the_address_nor_in_a_cookie(visitor: Seen, context: BrowserContext) -> None:
    visitor.sign_in()
    cookies = {str(cookie["name"]): cookie for cookie in context.cookies()}

    assert cookies["crossmatch_session"]["sameSite"] == "Strict"
    assert visitor.key not in visitor.page.url
    assert visitor.key not in str(cookies)


def test_signing_out_takes_the_cookie_away(visitor: Seen, context: BrowserContext) -> None:
    visitor.sign_in()
    visitor.page.get_by_text("Sign out").click()
    expect(visitor.page.locator("input[type=password]")).to_be_visible()
    visitor.settle()
    visitor.page.reload()
    expect(visitor.page.locator("input[type=password]")).to_be_visible()

    assert "crossmatch_session" not in {str(cookie["name"]) for cookie in context.cookies()}


@pytest.mark.long
def test_the_map_looks_the_same_on_every_visit(visitor: Seen) -> None:
    visitor.sign_in("/map")
    first = drawing(visitor.page)
    visitor.page.reload()
    expect(visitor.page.locator("[data-part=stage] canvas").first).to_be_visible()
    visitor.settle()
    difference = ImageStat.Stat(ImageChops.difference(drawing(visitor.page), first)).extrema

    assert max(high for _low, high in difference) <= NOISE


@pytest.mark.long
@pytest.mark.parametrize("lang", ["de", "fr"])
@pytest.mark.parametrize("view", ["", "partners", "organisation", "map", "method"])
def test_every_page_opens_by_its_link_in_german_and_french(visitor: Seen, view: str, lang: str) -> None:
    visitor.sign_in(f"/{view}?lang={lang}")
    visitor.keep(f"{view or 'home'}_{lang}")

    assert visitor.page.locator("h1").count() == 1
    assert visitor.page.get_by_test_id("stAlertContentError").count() == 0
    assert visitor.foreign == []


def test_a_narrow_dark_screen_breaks_nothing(visitor: Seen) -> None:
    visitor.page.set_viewport_size({"width": 390, "height": 844})
    visitor.page.emulate_media(color_scheme="dark")
    visitor.sign_in("/partners")
    visitor.keep("match_narrow_dark")
    wide = visitor.page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth")

    assert wide <= 390
    assert visitor.errors == []


def telling(api: str, key: str) -> str:
    """The link to the match abroad, in another sector, whose need and offer meet best."""
    with httpx2.Client(base_url=api, timeout=30) as http:
        client = Client(http, key)
        members = client.organisations(kind="business", cluster=client.me()["clusters"][0]["id"])["items"]
        lists = [(member["id"], client.partners(member["id"], scope="international", sector="other")["items"]) for member in members]
    pairs = [(points_of("needs", item), member, item["id"]) for member, items in lists for item in items if item["view"] == "profile"]
    _points, member, match = max(pairs)
    return f"/partners?id={member}&match={match}&scope=international&sector=other"


def points_of(family: str, item: JSON) -> float:
    return sum(float(part["points"]) for part in item["evidence"] if part["family"] == family)


def test_the_picture_of_the_readme_shows_an_explained_match(visitor: Seen, running: Running) -> None:
    visitor.page.set_viewport_size({"width": 1440, "height": 1000})
    visitor.sign_in(telling(running.api, visitor.key))
    expect(visitor.page.locator("[data-part=stage] canvas").first).to_be_visible()
    visitor.settle()
    picture = visitor.keep("match", PICTURES)

    assert picture.stat().st_size > 20_000
