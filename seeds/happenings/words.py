"""What words in a list of happenings mean: yes and no, kinds of happening, reasons, channels; in three languages, from `words.toml`."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from graph.schema import Happening
from seeds.members.spelling import words

_FILE = Path(__file__).with_name("words.toml")


@cache
def table() -> Mapping[str, Any]:
    """The whole file."""
    return tomllib.loads(_FILE.read_text("utf-8"))


@cache
def _meanings(group: str) -> Mapping[str, str]:
    """Word → code of one group; a code means itself, with or without its underscores."""
    named = table()[group]
    found = {words(name.replace("_", " ")): code for code in named for name in (code, *named[code])}
    return found | {words(code.replace("_", " ")): code for code in named}


def code_of(text: str, group: str) -> str:
    """The code that a text means in a group of `words.toml`, "" for none."""
    return _meanings(group).get(words(text.replace("_", " ")), "")


def happening_of(text: str) -> Happening | None:
    """Which happening a text names, of those that a list may bring in."""
    code = code_of(text, "happenings")
    return Happening(code) if code else None


def is_yes(text: str) -> bool | None:
    """Whether a text says yes or no; None for neither. `✓` and other ticks are a yes."""
    spelled = words(text)
    if not spelled:
        return True if text.strip() in ("✓", "✔", "☑", "√", "+") else False if text.strip() in ("☐", "✗", "✘", "-", "–") else None
    return True if spelled in table()["yes"] else False if spelled in table()["no"] else None
