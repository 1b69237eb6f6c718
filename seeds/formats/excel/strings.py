"""The texts of a workbook: joined from their runs, without what is struck through in part and without reading aids."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class Words:
    """A text, whether all of it is struck through, and whether a struck part was left out."""

    text: str
    struck: bool = False
    cut: bool = False


@dataclass(slots=True)
class Runs:
    """Collects the runs of one text (`si` or `is`) while the XML is walked through."""

    kept: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    piece: list[str] | None = None
    struck: bool = False
    phonetic: bool = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element inside the text begins."""
        if tag == "t":
            self.piece = []
        elif tag == "r":
            self.struck = False
        elif tag == "strike":
            self.struck = is_on(attributes)
        elif tag == "rPh":
            self.phonetic = True

    def text(self, text: str) -> None:
        """Characters; only those in `t` count."""
        if self.piece is not None:
            self.piece.append(text)

    def end(self, tag: str) -> None:
        """An element inside the text ends."""
        if tag == "t" and self.piece is not None:
            if not self.phonetic:
                (self.gone if self.struck else self.kept).append("".join(self.piece))
            self.piece = None
        elif tag == "rPh":
            self.phonetic = False
        elif tag == "r":
            self.struck = False

    def words(self) -> Words:
        """The text as a person reads it."""
        kept, gone = "".join(self.kept), "".join(self.gone)
        if not gone.strip():
            return Words(plain(kept or gone))
        return Words(plain(kept), cut=True) if kept.strip() else Words(plain(gone), struck=True)


@dataclass(slots=True)
class SharedStrings:
    """Walks through the part that holds every text of the workbook once."""

    found: list[Words] = field(default_factory=list)
    runs: Runs | None = None

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        if tag == "si":
            self.runs = Runs()
        elif self.runs:
            self.runs.start(tag, attributes)

    def text(self, text: str) -> None:
        """Characters."""
        if self.runs:
            self.runs.text(text)

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag == "si" and self.runs:
            self.found.append(self.runs.words())
            self.runs = None
        elif self.runs:
            self.runs.end(tag)


def is_on(attributes: Mapping[str, str]) -> bool:
    """A switch of OOXML: on unless it says otherwise."""
    return attributes.get("val", "1") not in ("0", "false", "off")


def plain(text: str) -> str:
    """Excel writes characters that XML cannot hold as `_x000D_`."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text
