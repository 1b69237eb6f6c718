"""Register, VAT and tax numbers: which kind one is, since only numbers of one kind can tell two businesses apart."""

import re
from functools import lru_cache

from seeds.members.identity import register_key

_VAT = re.compile(r"(AT|BE|BG|CHE|CY|CZ|DE|DK|EE|EL|GR|ES|FI|FR|GB|HR|HU|IE|IT|LT|LU|LV|MT|NL|NO|PL|PT|RO|SE|SI|SK|XI)([0-9A-Z]{7,13})")
_COURT = re.compile(r"(HR[AB]|VR|GNR|PR)(\d{1,7})")
_SIREN, _SIRET, _COMPANY = 9, 14, 8
_SHORTEST = 5


@lru_cache(maxsize=200_000)
def number(text: str, country: str = "") -> tuple[str, str]:
    """Kind and value of a number, both "" for none: `FR 73 381 984 921` and the SIRET `38198492100012` are one SIREN.

    A number that does not say its kind is one of its country's; German court numbers differ by court, which many leave out, so they tell nothing apart.
    """
    key = register_key(text)
    if len(key) < _SHORTEST or not any(letter.isdigit() for letter in key) or len(set(key)) == 1:
        return "", ""
    if court := _COURT.search(key):
        return f"court {court[1]}", court[2]
    vat = _VAT.fullmatch(key)
    if vat and sum(letter.isdigit() for letter in vat[2]) >= _SHORTEST:
        return _vat(vat[1], vat[2])
    if country == "FR" and key.isdigit() and len(key) in (_SIREN, _SIRET):
        return "siren", key[:_SIREN]
    if country == "GB" and len(key) == _COMPANY:
        return "company GB", key
    return f"number {country}", key


def _vat(country: str, rest: str) -> tuple[str, str]:
    if country == "FR" and rest[-_SIREN:].isdigit() and len(rest) == _SIREN + 2:
        return "siren", rest[-_SIREN:]
    return f"vat {'GR' if country == 'EL' else country}", rest.removesuffix("MVA").removesuffix("TVA").removesuffix("MWST")


def compared(one: tuple[str, str], other: tuple[str, str]) -> float:
    """1 for one number twice, -1 for two numbers of a kind that tells apart, 0 where nothing follows."""
    if not one[0] or one[0] != other[0]:
        return 0.0
    if one[1] == other[1]:
        return 1.0
    return 0.0 if one[0].startswith("court") else -1.0
