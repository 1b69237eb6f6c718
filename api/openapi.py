"""The API's description, as committed in `api/openapi.json`; a test holds it against the code."""

import json
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("openapi.json")


def document() -> dict[str, Any]:
    """The committed OpenAPI 3.1 document."""
    found: dict[str, Any] = json.loads(FILE.read_text("utf-8"))
    return found


def main() -> None:
    """Write the description of the app as it is now: `python -m api.openapi`."""
    from api.app import create_app
    from graph import connect
    from graph.clock import SystemClock
    from matcher.encoder import encoder
    from matcher.matcher import Matcher

    clock = SystemClock()
    store = connect("sqlite:///:memory:", clock=clock)
    described = create_app(store, Matcher(store, encoder(), clock=clock), clock).openapi()
    FILE.write_text(json.dumps(described, ensure_ascii=False, indent=1) + "\n", "utf-8")
    store.close()


if __name__ == "__main__":
    main()
