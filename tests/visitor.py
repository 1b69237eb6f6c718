"""Somebody at the dashboard in a real browser: signs in, waits until nothing moves, and notes what went wrong or abroad."""

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

OUTPUT = Path(__file__).parent / "output"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
PATIENCE_MS = 30_000
expect.set_options(timeout=PATIENCE_MS)


@dataclass
class Seen:
    """A visitor's page, and what went wrong or abroad while it was looked at."""

    page: Page
    address: str
    key: str
    foreign: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def watch(self) -> None:
        self.page.on("request", lambda request: self.foreign.append(request.url) if self.is_foreign(request.url) else None)
        self.page.on("websocket", lambda socket: self.foreign.append(socket.url) if self.is_foreign(socket.url) else None)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))

    def is_foreign(self, url: str) -> bool:
        return urlsplit(url).scheme not in ("data", "blob") and urlsplit(url).netloc != urlsplit(self.address).netloc

    def sign_in(self, path: str = "/") -> None:
        self.page.goto(self.address + path)
        self.page.locator("input[type=password]").fill(self.key)
        self.page.keyboard.press("Enter")
        expect(self.page.get_by_test_id("stSidebar")).to_be_attached()
        self.settle()

    def settle(self) -> None:
        """Until the page has answered and nothing moves."""
        self.page.wait_for_timeout(400)
        expect(self.page.get_by_test_id("stStatusWidget")).to_have_count(0)
        expect(self.page.get_by_test_id("stSpinner")).to_have_count(0)
        self.page.wait_for_timeout(500)

    def keep(self, name: str, folder: Path = OUTPUT) -> Path:
        folder.mkdir(exist_ok=True)
        file = folder / f"{name}.png"
        self.page.screenshot(path=file)
        return file
