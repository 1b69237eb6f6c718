"""Reads hours, shares and whole numbers as people write them: `1:30`, `1,5`, `1h30`, `90 min`, `80 %`."""

import re
from functools import lru_cache

from seeds.members.spelling import plain

_NUMBER = re.compile(r"([+-]?)(\d{1,6}(?:[.,]\d{1,6})?)")
_CLOCK = re.compile(r"([+-]?)(\d{1,4}):([0-5]\d)(?::([0-5]\d))?")
_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}")
_UNIT = re.compile(
    r"(?:(\d{1,4}(?:[.,]\d{1,4})?) ?(?:h|hr|hrs|hours?|std|stunden?|heures?)\.?)?(?: ?(?:and |und |et )?(\d{1,4}) ?(?:m|min|mins|mn|minutes?|minuten?)?\.?)?"
)
_FRACTIONS = {"½": ".5", "¼": ".25", "¾": ".75"}


@lru_cache(maxsize=10_000)
def hours(text: str) -> float | None:
    """Hours, negative ones and those past a day included; None if the text is no number of hours, or could be two."""
    bare = " ".join(text.split())[:40].replace("−", "-")
    for sign, decimals in _FRACTIONS.items():
        bare = re.sub(rf"(\d?) ?{sign}", lambda found, decimals=decimals: f"{found[1] or 0}{decimals}", bare)  # type: ignore[misc]
    if found := _CLOCK.fullmatch(bare):
        return _signed(found[1], int(found[2]) + int(found[3]) / 60 + int(found[4] or 0) / 3600)
    if _THOUSANDS.fullmatch(bare):  # `1,500`: one and a half, or fifteen hundred
        return None
    if found := _NUMBER.fullmatch(bare):
        return _signed(found[1], float(found[2].replace(",", ".")))
    spelled = plain(bare)
    found = _UNIT.fullmatch(spelled)
    if not found or not any(found.groups()) or not any(map(str.isalpha, spelled)):
        return None
    return _rounded(float((found[1] or "0").replace(",", ".")) + int(found[2] or 0) / 60)


def _signed(sign: str, value: float) -> float:
    return _rounded(-value if sign == "-" else value)


def _rounded(value: float) -> float:
    """To the minute and a half: what a sheet of hours knows."""
    return round(value, 4)


def share(text: str) -> float | None:
    """A share from 0 to 1; `80 %` is .8. None for anything else, 80 without a sign included."""
    bare = "".join(text.split())[:20]
    found = _NUMBER.fullmatch(bare.removesuffix("%"))
    if not found:
        return None
    value = _signed(found[1], float(found[2].replace(",", "."))) / (100 if bare.endswith("%") else 1)
    return round(value, 4) if 0 <= value <= 1 else None


def whole(text: str, most: int) -> int | None:
    """A whole number from 0 to `most`."""
    bare = text.strip().removesuffix(".0").removesuffix(",0")
    return int(bare) if bare.isascii() and bare.isdigit() and len(bare) <= 6 and int(bare) <= most else None
