"""Which country a row without one points to: a telephone number, a VAT number, a register, a postcode, a town; said, and never a region."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from seeds.members.codes import Scheme, classes
from seeds.members.spelling import words
from seeds.places import Gazetteer

_DIALS = {
    "49": "DE", "33": "FR", "44": "GB", "43": "AT", "41": "CH", "32": "BE", "352": "LU", "31": "NL", "39": "IT", "34": "ES", "48": "PL", "420": "CZ",
    "45": "DK", "46": "SE", "47": "NO", "358": "FI", "353": "IE", "351": "PT", "30": "GR", "36": "HU",
}  # fmt: skip
_DIALLED = re.compile(rf"(?:\+|\b00)\s?\(?({'|'.join(sorted(_DIALS, key=len, reverse=True))})")
_PREFIXED = re.compile(r"\s*(DE?|FR?|AT?|BE?|CH|LU?|NL|IT?|ES?|PL|CZ|DK|GB|IE)\s?-\s?(?=\d)", re.IGNORECASE)
_PREFIXES = {"D": "DE", "F": "FR", "A": "AT", "B": "BE", "L": "LU", "I": "IT", "E": "ES"}
_BRACKETED = re.compile(r"\(([^()]{2,40})\)\s*$")
_VAT = re.compile(r"(DE|FR|GB|ATU|BE|NL|IT|ES|LU|CHE|PL|CZ|DK|SE|FI|IE|PT|EL|HU)[-. ]?[0-9A-Z][0-9A-Z .-]{6,13}")
_VATS = {"ATU": "AT", "CHE": "CH", "EL": "GR"}
_GERMAN_REGISTER = re.compile(r"(?:HRB|HRA|VR|GNR|PR)\s?\d+|\bAmtsgericht\b", re.IGNORECASE)
_BRITISH_POSTCODE = re.compile(r"\b(?:GIR ?0AA|[A-PR-UWYZ][A-HK-Y]?\d[\dA-HJKPSTUW]? ?\d[ABD-HJLNP-UW-Z]{2})\b")
_TAILS = {"de": "DE", "fr": "FR", "uk": "GB", "at": "AT", "ch": "CH", "be": "BE", "lu": "LU", "nl": "NL", "it": "IT", "es": "ES", "pl": "PL"}
_TAIL = re.compile(r"\.([a-z]{2})(?=[/:\s,;]|$)", re.IGNORECASE)
_FRENCH_CODE = re.compile(r"\d\d\.?\d\d ?[A-Z]")
LEAST_ROWS = 3
LEAST_SHARE = 0.8


@dataclass(frozen=True, slots=True)
class Pointer:
    """The country a row points to and by which of our columns; `strong` if the sign is hardly ever foreign."""

    country: str
    by: str
    strong: bool


def written(cells: Mapping[str, str], known: Gazetteer) -> str:
    """The country that somebody wrote into a place: `PL-59-900 Zgorzelec`, `Tournai (Belgique)`; "" if nobody did."""
    for column in ("postcode", "city"):
        text = cells.get(column, "")
        if found := _PREFIXED.match(text):
            code = found[1].upper()
            return _PREFIXES.get(code, code)
        if (bracketed := _BRACKETED.search(text)) and (country := known.countries.get(words(bracketed[1]))):
            return country
    return ""


def pointer(cells: Mapping[str, str], known: Gazetteer) -> Pointer | None:
    """The best sign of a row's country."""
    if register := _by_register(cells.get("register", "")):
        return Pointer(register, "register", True)
    for column in ("phone", "contact", "email", "site"):
        if found := _DIALLED.search(cells.get(column, "")):
            return Pointer(_DIALS[found[1]], "phone", True)
    for column in ("postcode", "city", "address"):
        if _BRITISH_POSTCODE.search(cells.get(column, "").upper()):
            return Pointer("GB", "postcode", True)
    return _weak(cells, known)


def _weak(cells: Mapping[str, str], known: Gazetteer) -> Pointer | None:
    for column in ("region", "city"):
        name = words(re.sub(r"[\d()]", " ", cells.get(column, "")))
        if name and (country := known.homes.get(name)):
            return Pointer(country, column, False)
    for column in ("site", "email"):
        for found in _TAIL.finditer(cells.get(column, "")):
            if country := _TAILS.get(found[1].lower()):
                return Pointer(country, column, False)
    if _FRENCH_CODE.fullmatch(cells.get("nace", "")) and classes(cells["nace"], Scheme.NACE).codes:
        return Pointer("FR", "nace", False)
    return None


def _by_register(text: str) -> str:
    if not text:
        return ""
    if found := _VAT.search(text.upper()):
        return _VATS.get(found[1], found[1])
    if _GERMAN_REGISTER.search(text):
        return "DE"
    digits = re.sub(r"\s", "", text)
    return "FR" if digits.isdigit() and len(digits) in (9, 14) and _luhn(digits) else ""


def _luhn(digits: str) -> bool:
    """The check sum of SIREN and SIRET."""
    doubled = [int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(digits))]
    return sum(number - 9 if number > 9 else number for number in doubled) % 10 == 0


def common(pointers: Iterable[Pointer | None]) -> tuple[str, int]:
    """The country that nearly all rows point to that point anywhere, and how many do; "" if there is none."""
    counted = Counter(found.country for found in pointers if found)
    if not counted:
        return "", 0
    country, most = min(counted.items(), key=lambda item: (-item[1], item[0]))
    return (country, most) if most >= LEAST_ROWS and most >= LEAST_SHARE * counted.total() else ("", 0)
