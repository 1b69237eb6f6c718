"""What Excel shows for a stored number: leading zeros, decimals, percent, words around it; dates as ISO."""

import math
import re
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from openpyxl.styles.numbers import STRIP_RE, is_date_format, is_timedelta_format

Show = Callable[[str], str]
"""From the number as stored to the text as seen."""

_NUMBER = re.compile(r"-?\d{1,300}(\.\d{0,300})?([Ee][+-]?\d{1,3})?")
_INTEGER = re.compile(r"-?\d{1,15}")
_PIECE = re.compile(
    r"""
    "([^"]*)" | \\(.)                # words
    | [_*](.)                        # room, which is not shown
    | \[\$([^\]-]*)[^\]]*\]          # a currency
    | \[(?:black|blue|cyan|green|magenta|red|white|yellow|color\ ?\d+)\]
    | (.)
    """,
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
_EPOCHS = {False: datetime(1899, 12, 30), True: datetime(1904, 1, 1)}


def shower(code: str, *, since_1904: bool) -> Show:
    """The function that shows numbers under a number format."""
    if code in ("General", "@", "", "0"):
        return _whole if code == "0" else general
    if is_timedelta_format(code):
        return _duration
    if is_date_format(code):
        return _dated(code, _EPOCHS[since_1904])
    return _patterned(code)


def general(stored: str) -> str:
    """A number without a format: no `.0`, no digits that only binary fractions have, no exponent."""
    if _INTEGER.fullmatch(stored):
        return stored
    value = _decimal(stored)
    return stored if value is None else _trimmed(value)


def _decimal(stored: str) -> Decimal | None:
    """The number to the 15 digits that Excel keeps, or None if it is none."""
    return Decimal(f"{float(stored):.15g}") if _NUMBER.fullmatch(stored) and math.isfinite(float(stored)) else None


def _trimmed(value: Decimal) -> str:
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def _whole(stored: str) -> str:
    return stored if _INTEGER.fullmatch(stored) else _patterned("0")(stored)


def _dated(code: str, epoch: datetime) -> Show:
    bare = STRIP_RE.sub("", code.partition(";")[0]).lower().replace("am/pm", "").replace("a/p", "")
    has = {letter for letter in "dyhs" if letter in bare}
    pattern = _pattern(has, "m" in bare)

    def show(stored: str) -> str:
        moment = _moment(stored, epoch)
        if moment is None:
            return general(stored)
        clock = " %H:%M" if pattern == "%Y-%m-%d" and "h" in has and (moment.hour or moment.minute) else ""
        return f"{moment:{pattern}{clock}}"

    return show


def _pattern(has: set[str], month: bool) -> str:
    """As much of a date as the format shows; day and month without a year are a whole date that Excel made of something else."""
    if has & {"h", "s"} and not has & {"y", "d"}:
        return "%H:%M:%S" if "s" in has else "%H:%M"
    if "y" in has and "d" not in has:
        return "%Y-%m" if month else "%Y"
    return "%Y-%m-%d"


def _moment(stored: str, epoch: datetime) -> datetime | None:
    """Excel's day number as a moment, to the second; None outside of its calendar."""
    value = _decimal(stored)
    if value is None or not 0 <= value < 2_958_466:
        return None
    days = 1 if epoch.year == 1899 and 1 <= value < 60 else 0  # Excel believes in the 29th of February 1900
    try:
        return epoch + timedelta(days=days + int(value), seconds=round(float(value % 1) * 86_400))
    except OverflowError:
        return None


def _duration(stored: str) -> str:
    value = _decimal(stored)
    if value is None or abs(value) > 1_000_000:
        return general(stored)
    minutes = round(float(value) * 1440)
    return f"{'-' if minutes < 0 else ''}{abs(minutes) // 60}:{abs(minutes) % 60:02}"


def _patterned(code: str) -> Show:
    sections = [_pieces(section) for section in _sections(code)[:3]]
    if not sections or any(section is None for section in sections):
        return general
    known = [section or [] for section in sections]

    def show(stored: str) -> str:
        value = _decimal(stored)
        if value is None:
            return stored
        section = known[2] if len(known) > 2 and value == 0 else known[1] if len(known) > 1 and value < 0 else known[0]
        if not any(kind in ("0", "#") for kind, _ in section) and value:
            return general(stored)  # words instead of the number hide it
        if not section:
            return "" if value == 0 and len(known) > 2 else general(stored)
        sign = "-" if value < 0 and section is known[0] else ""
        shown = _filled(section, abs(value))
        return shown if not sign or not any(char in "123456789" for char in shown) else sign + shown

    return show


def _sections(code: str) -> list[str]:
    """Positive, negative, zero; a semicolon in quotes does not part them."""
    return re.split(r';(?=(?:[^"]*"[^"]*")*[^"]*$)', code) if len(code) < 300 else []


Piece = tuple[str, str]
"""A placeholder ("0", "#", ".", "%") or words ("", text)."""


def _pieces(section: str) -> list[Piece] | None:
    """The placeholders of a section; None if it does what we do not show (exponents, fractions, conditions, scaling)."""
    pieces: list[Piece] = []
    for found in _PIECE.finditer(section):
        quoted, escaped, _, currency, char = found.groups()
        if words := quoted or escaped or currency:
            pieces.append(("", words))
        elif char in ("0", "#", "?", ".", "%"):
            pieces.append(("#" if char == "?" else char, ""))
        elif char in ("E", "e", "/", "[", "G", "g", "@") or (char == "," and not re.search("[0#?]", section[found.end() :].partition(".")[0])):
            return None
        elif char and char != ",":
            pieces.append(("", char))
    return pieces if sum(kind == "." for kind, _ in pieces) <= 1 else None


def _filled(pieces: Sequence[Piece], value: Decimal) -> str:
    """The digits of a number in the places of its pattern; more digits than places stand before the first."""
    point = next((at for at, (kind, _) in enumerate(pieces) if kind == "."), len(pieces))
    places = sum(kind in ("0", "#") for kind, _ in pieces[point:])
    scaled = value * 100 ** sum(kind == "%" for kind, _ in pieces)
    rounded = scaled.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP) if scaled < Decimal(10) ** 15 else scaled
    whole, _, fraction = f"{rounded:f}".partition(".")
    before = _before(pieces[:point], "" if whole == "0" else whole)
    return (before + _after(pieces[point:], fraction)).strip()


def _before(pieces: Sequence[Piece], digits: str) -> str:
    shown: list[str] = []
    left = sum(kind in ("0", "#") for kind, _ in pieces)
    for kind, words in reversed(pieces):
        if kind in ("0", "#"):
            left -= 1
            taken = digits if not left else digits[-1:]
            digits = "" if not left else digits[:-1]
            shown.append(taken or ("0" if kind == "0" else ""))
        else:
            shown.append("%" if kind == "%" else words)
    return "".join(reversed(shown))


def _after(pieces: Sequence[Piece], digits: str) -> str:
    shown = ""
    needed = max((at for at, (kind, _) in enumerate(pieces) if kind == "0"), default=-1)
    for at, (kind, words) in enumerate(pieces):
        if kind in ("0", "#"):
            rest, digits = digits.rstrip("0"), digits[1:]
            shown += (rest[:1] or "0") if rest or at <= needed else ""
        elif kind == ".":
            shown += "." if needed > 0 or digits.strip("0") else ""
        else:
            shown += "%" if kind == "%" else words
    return shown
