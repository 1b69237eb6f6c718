"""Which parts of a workbook a part refers to; a long list may have a link to the web in each row, which is none of them."""

import posixpath
from collections.abc import Mapping


class Links:
    """Walks through the links of a part: kind and place by the name that the part uses."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.found: dict[str, tuple[str, str]] = {}

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """One link."""
        kind = attributes.get("Type", "").rpartition("/")[2]
        if tag == "Relationship" and kind != "hyperlink" and attributes.get("TargetMode") != "External":
            place = posixpath.normpath(posixpath.join("/", self.folder, attributes.get("Target", "")))
            self.found[attributes.get("Id", "")] = (kind, place.lstrip("/"))

    def text(self, text: str) -> None:
        """Links have no text."""

    def end(self, tag: str) -> None:
        """Links have no end that matters."""
