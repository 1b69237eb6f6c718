"""What several tests need: the encoder, loaded once, a small demonstration, built once, and a browser."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright
from visitor import FLAGS, PATIENCE_MS

from api.commands.build import Built, build
from matcher.encoder import Encoder
from matcher.encoder import encoder as named_encoder


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    """The default encoder; loads its weights at first use."""
    return named_encoder()


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The real Horizon 2020 network and 132 illustrative businesses, as `crossmatch demo` builds it."""
    file: Path = tmp_path_factory.mktemp("demonstration") / "demo.db"
    return build(f"sqlite:///{file}", scale=132, illustrative=True)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        missing = pytest.fail if os.environ.get("CROSSMATCH_TEST_ALL") else pytest.skip
        missing("no Chromium: `apt-get install chromium`")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=found, args=FLAGS, headless=True)
        yield launched
        launched.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 1280, "height": 800}, locale="en-GB", color_scheme="light")
    made.set_default_timeout(PATIENCE_MS)
    yield made
    made.close()
