"""*Reach and impact* in a real browser: from the figure of depth to the entries that prove it, and to the one that was changed."""

import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect
from visitor import Seen

from api.commands.build import Built
from api.commands.processes import Running, started
from api.commands.screens import Screens
from api.places import SQLITE, beside
from dashboard.launch import command
from dashboard.look import first_page

pytestmark = [pytest.mark.browser, pytest.mark.long]
PSEUDONYM = re.compile(r"~[0-9a-f]{16}")
PROOF = re.compile(r"[\d.]+ \| [A-ZÄÖÜ][\w ]+ \| \d\d\.\d\d\.\d{4} \| [0-9a-f]{16}…")  # number, kind in words, date, seal
INTERVAL = r"\d+\s% \[\d+\s%,\s\d+\s%\]"


@pytest.fixture
def file(demonstration: Built, tmp_path: Path) -> Path:
    """A copy of the demonstration with its keep, to tamper with."""
    original, copy = Path(demonstration.store.removeprefix(SQLITE)), tmp_path / "copy.db"
    with closing(sqlite3.connect(original)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
    keep, copied = beside(demonstration.store), beside(f"{SQLITE}{copy}")
    assert keep and copied
    shutil.copytree(keep, copied)
    return copy


@pytest.fixture
def running(file: Path) -> Iterator[Running]:
    with started(f"{SQLITE}{file}", Screens(command, first_page)) as both:
        yield both


@pytest.fixture
def evaluator(context: BrowserContext, running: Running, demonstration: Built) -> Seen:
    seen = Seen(context.new_page(), running.dashboard, demonstration.keys["evaluator"])
    seen.watch()
    return seen


def test_an_evaluator_follows_a_figure_to_its_proof_and_learns_which_entry_was_changed(evaluator: Seen, file: Path) -> None:
    page = evaluator.page
    evaluator.sign_in("/reach?lang=de")
    expect(page.get_by_text("Wie gezählt wird")).to_be_visible()  # what stands last
    figures = page.get_by_test_id("stMain").inner_text()
    business = chosen(page, "reach-rows")[0]
    expect(page.get_by_text(f"{business} · Intensiv unterstützt")).to_be_visible()
    entry, what, _counts, day, *_rest, seal = first_row(page.locator(".st-key-reach-proofs"))
    evaluator.keep("proofs_de")
    report = written(page)
    change(file, business, seal)
    page.reload()
    expect(page.get_by_text("Das Register wurde verändert")).to_be_visible()
    expect(page.get_by_text("Wie gezählt wird")).to_be_visible()
    evaluator.keep("changed_de")

    assert re.search(r"Intensiv unterstützt: \d+(–\d+)? von 250 angestrebten Unternehmen", figures)
    assert [figures.count(f"Ziel {target}\n") for target in ("7.000", "2.000", "250")] == [1, 1, 1]
    assert len(re.findall(INTERVAL, figures)) == 2  # of those reached, and of those who benefited
    assert PSEUDONYM.fullmatch(business)
    assert PROOF.fullmatch(f"{entry} | {what} | {day} | {seal}")
    assert (report[:5], b"/Lang(de)" in report) == (b"%PDF-", True)
    assert page.get_by_text(f"Eintrag {entry} ist nicht, was geschrieben wurde").count() == 1
    assert (evaluator.foreign, evaluator.errors) == ([], [])


def chosen(page: Page, key: str) -> list[str]:
    """The first row of a table, chosen by the keyboard alone."""
    table = page.locator(f".st-key-{key}")
    row = first_row(table)
    table.locator("canvas").first.focus()
    page.keyboard.press("Shift+Space")
    return row


def first_row(table: Locator) -> list[str]:
    """The texts of a row as a screen reader hears them: a table is drawn, and its words stand behind the drawing once it is in view."""
    table.scroll_into_view_if_needed()
    cells = table.locator("canvas tbody tr").first.locator("td")
    expect(cells.first).to_be_attached()
    return cells.all_text_contents()


def written(page: Page) -> bytes:
    """The report as it arrives on the evaluator's disk."""
    page.get_by_role("button", name="Bericht erstellen").click()
    with page.expect_download() as download:
        page.get_by_text("Herunterladen", exact=True).click()
    return download.value.path().read_bytes()


def change(file: Path, business: str, seal: str) -> None:
    """One bit of whom the entry with this seal is about, in the file and behind SQLite's back."""
    with closing(sqlite3.connect(file)) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = file.read_bytes()
    at = content.rindex(business.encode(), 0, content.index(seal.removesuffix("…").encode())) + len(business) - 1
    with file.open("r+b") as opened:
        opened.seek(at)
        opened.write(bytes([content[at] ^ 1]))
