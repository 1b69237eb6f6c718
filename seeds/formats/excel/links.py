"""What a part of a workbook refers to: other parts, and places in the web."""

import posixpath
from collections.abc import Mapping

LONGEST = 300  # a web address that a list may hold


class Links:
    """Walks through the links of a part: kind and place of other parts, and web addresses, by the name that the part uses."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.found: dict[str, tuple[str, str]] = {}
        self.web: dict[str, str] = {}

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """One link."""
        kind, target = attributes.get("Type", "").rpartition("/")[2], attributes.get("Target", "")
        if kind == "hyperlink" and target.startswith(("http://", "https://")) and len(target) <= LONGEST:
            self.web[attributes.get("Id", "")] = target
        if tag == "Relationship" and kind != "hyperlink" and attributes.get("TargetMode") != "External":
            place = posixpath.normpath(posixpath.join("/", self.folder, target))
            self.found[attributes.get("Id", "")] = (kind, place.lstrip("/"))

    def text(self, text: str) -> None:
        """Links have no text."""

    def end(self, tag: str) -> None:
        """Links have no end that matters."""
