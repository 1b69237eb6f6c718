"""How a register writes numbers, dates, places and keys; what cannot be read is unknown, never guessed."""

import math
import re

_KEY = re.compile(r"\d{1,12}")
_DAY = re.compile(r"(\d{4})-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")
_POINT = re.compile(r"\(?\s*(-?\d{1,2}(?:\.\d+)?)\s*[,;]\s*(-?\d{1,3}(?:\.\d+)?)\s*\)?")
_REGISTER = re.compile(r"(?=[^ ]*\d)[A-Z0-9][A-Z0-9.+*/-]{3,19}")
_FLAGS = {"true": True, "1": True, "false": False, "0": False}


def is_key(text: str) -> bool:
    """Is it the number of an organisation or project?"""
    return _KEY.fullmatch(text) is not None


def amount(text: str) -> float | None:
    """Euro, with decimal comma or point; `NA` and blanks mean unknown here."""
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def day(text: str) -> str:
    """An ISO date, or "" if it is none; a time behind it is cut."""
    found = _DAY.match(text)
    return found[0] if found else ""


def point(text: str) -> tuple[float, float] | None:
    """Longitude and latitude of `52.1,5.2` or `(52.1,5.2)`, which name latitude first; 0,0 in the ocean is a default, not a place."""
    found = _POINT.fullmatch(text.strip())
    lat, lon = (float(found[1]), float(found[2])) if found else (0.0, 0.0)
    return (lon, lat) if (lat or lon) and abs(lat) <= 90 and abs(lon) <= 180 else None


def register_number(text: str) -> str:
    """A VAT number in one word, or "" for words such as `MISSING` or `NOTAPPLICABLE`."""
    spelled = text.upper().replace(" ", "")
    return spelled if _REGISTER.fullmatch(spelled) else ""


def flag(text: str) -> bool | None:
    """`true` or `false` in any case; anything else is unknown."""
    return _FLAGS.get(text.casefold())
