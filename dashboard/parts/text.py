"""Names and texts of others on our screens: as they are, never as markup."""

import re

_MARKUP = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~$:&^=\"'])")
_BREAKS = re.compile(r"[ \t\r\n\f\v\x1c-\x1f\x85\u2028\u2029]+")
"""What may break a line; spaces that do not break stay, as French sets them."""


def plain(text: str) -> str:
    """Text that Markdown shows exactly as it is, on one line."""
    return _MARKUP.sub(r"\\\1", _BREAKS.sub(" ", text).strip())


def badge(text: str, colour: str = "gray") -> str:
    """A badge within a line of Markdown."""
    return f":{colour}-badge[{plain(text)}]"
