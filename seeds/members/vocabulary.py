"""The lists of words by which members' lists are understood, from `words.toml`."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).with_name("words.toml")


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads(_FILE.read_text("utf-8"))


@cache
def vocabulary(name: str) -> frozenset[str]:
    """The words of one list."""
    return frozenset(_table()[name])


def by_key(name: str) -> Mapping[str, list[str]]:
    """The lists of one group by their key."""
    return {key: list(words) for key, words in _table()[name].items()}


def alternatives(name: str) -> str:
    """One list as a pattern that any of its entries fits; the longest come first."""
    return f"(?:{'|'.join(sorted(_table()[name], key=lambda entry: (-len(entry), entry)))})"


def pattern(before: str, name: str, after: str) -> re.Pattern[str]:
    """A list's pattern between two others."""
    return re.compile(f"{before}{alternatives(name)}{after}")
