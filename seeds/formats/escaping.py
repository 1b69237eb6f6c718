"""Keeps text from becoming a formula when a CSV file is opened in a spreadsheet, and gives the text back when we read it."""

import re

_START = re.compile(r"^(?='*\s*[=+\-@＝＋－＠])")
_START_BACK = re.compile(r"^'(?='*\s*[=+\-@＝＋－＠])")
# A spreadsheet of another country splits at another separator, so a formula may also begin inside a cell. "- " is a bullet.
_INSIDE = re.compile(r"(?<=[;,\t|\r\n])(?='*(?:[=+@＝＋＠]|[-－]\S))")
_INSIDE_BACK = re.compile(r"(?<=[;,\t|\r\n])'(?='*(?:[=+@＝＋＠]|[-－]\S))")


def escaped(text: str) -> str:
    """The text with an apostrophe before each sign that would start a formula."""
    return _INSIDE.sub("'", _START.sub("'", text))


def unescaped(text: str) -> str:
    """The text without the apostrophes that `escaped` (or a careful person) put before the sign of a formula; other apostrophes stay."""
    return _START_BACK.sub("", _INSIDE_BACK.sub("", text)) if "'" in text else text
