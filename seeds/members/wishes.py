"""Takes the needs or offers in a cell apart: bars, semicolons, lines, bullets, numbers; commas only between short nouns."""

import re
from functools import lru_cache

from seeds.members.vocabulary import vocabulary

MAX_WISHES = 20
_LABEL = re.compile(
    r"^(?:gesucht|suche|sucht|biete|bietet|angebot|looking for|wanted|needs?|offers?|can offer|recherche|propose|offre|besoin)s?\s*:\s*", re.IGNORECASE
)
_MARKS = re.compile(r"\s*(?:[|;•●▪◦·‣■►✓✔]|\r?\n|\s/\s|(?:^|(?<=\s))\(?\d{1,2}[.)]\s+(?=[^\W\d]))\s*")
_DASHES = re.compile(r"\s+[-–—*]\s+")
_MOST_WORDS = 3


@lru_cache(maxsize=20_000)
def wishes(text: str) -> tuple[str, ...]:
    """The needs or offers of a cell, each once, in order."""
    parts = [part.strip(" \t-–—*,") for part in (_DASHES if text[:2] in ("- ", "– ", "* ") and "\n" not in text else _MARKS).split(_LABEL.sub("", text))]
    parts = [part for part in parts if part]
    if len(parts) == 1 and (nouns := _nouns(parts[0])):
        parts = nouns
    return tuple(dict.fromkeys(parts))


def _nouns(text: str) -> list[str]:
    """`Messebau, Siebdruck und Textil` is a list; a sentence with commas is not."""
    if "," not in text or text.endswith((".", "!", "?")) or ". " in text:
        return []
    parts = [part.strip() for part in text.split(",")]
    short = all(part and len(part.split()) <= _MOST_WORDS and part.split()[0].casefold() not in vocabulary("going_on") for part in parts)
    return parts if short else []


def short(text: str) -> str:
    """The beginning of a text as its name, cut between words."""
    line = " ".join(text.split())
    return line if len(line) <= 80 else line[:79].rsplit(" ", 1)[0] + "…"
