"""Names and texts of others on our screens: as they are, never as markup."""

import re

_MARKUP = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~$:&^=\"'])")


def plain(text: str) -> str:
    """Text that Markdown shows exactly as it is, on one line."""
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))


def badge(text: str, colour: str = "gray") -> str:
    """A badge within a line of Markdown."""
    return f":{colour}-badge[{plain(text)}]"
