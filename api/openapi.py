"""The API's description, as committed in `api/openapi.json`; a test holds it against the code."""

import json
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("openapi.json")


def document() -> dict[str, Any]:
    """The committed OpenAPI 3.1 document."""
    found: dict[str, Any] = json.loads(FILE.read_text("utf-8"))
    return found
