"""What NACE classes are called in three languages, for whoever proposes a class for words."""

import re
import tomllib
from functools import cache
from pathlib import Path

from seeds.members.spelling import words
from seeds.tables import DATA, rows

_FILE = Path(__file__).with_name("trades.toml")
TRADE = 0.9
"""How sure a class is that follows from the name of a trade."""
_FINEST = frozenset({"class", "division"})


def labels() -> list[tuple[str, str]]:
    """(code, label) of every class and division in English, German and French, and of trades as people name them; each once."""
    found = [(row["code"], row[lang]) for row in rows(DATA / "nace.csv") if row["level"] in _FINEST for lang in ("en", "de", "fr")]
    trades = [(code, name) for code, names in _table().items() for name in names]
    return list(dict.fromkeys([*found, *trades]))


def trade(text: str) -> str:
    """The class that a trade's name probably means, of several the first one's; "" if it is no name we know."""
    parts = [text, *re.split(r"[/,;&|()\n]| und | and | et |\+", text)]
    return next((code for part in parts if (code := trades().get(words(part)))), "")


@cache
def trades() -> dict[str, str]:
    """Plain words for a trade → the class they probably mean."""
    return {words(name): code for code, names in _table().items() for name in names}


@cache
def _table() -> dict[str, list[str]]:
    return tomllib.loads(_FILE.read_text("utf-8"))
