"""Names of firms: legal forms, the name that two spellings have in common, and letters of two scripts in one word."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from seeds.members.spelling import plain
from seeds.tables import DATA, rows

_WORDS = re.compile(r"[^\W_]+")
_AND = re.compile(r"\b(?:und|et|u)\b")
_COMPANY = re.compile(r"\b(?:cie|company|companie)\b")
_SPELLED_OUT = re.compile(r"\b(\w) (?=\w\b)")
_LOOKALIKES = str.maketrans("асеорхукмтвніјѕαβεικνορτυχłøđ", "aceopxykmtbhijsabeikvoptuxlod")
_ANY_FORM = re.compile(
    r"\b(?:GmbH|gGmbH|mbH|UG|OHG|KGaA|KG|GbR|PartG|AG|SE|Ltd|LTD|Limited|PLC|plc|LLP|LLC|Inc|CIC|SARL|Sarl|SàRL|SAS|SASU|EURL|EIRL|SA|SNC|SCOP|Scop|SCIC|ASBL)\b"
    r"|\be\.\s?(?:V|K|Kfr|Kfm|G|U)\b"
)  # fmt: skip


def has_legal_form(name: str) -> bool:
    """Whether the name says that it is a firm's: `GmbH`, `Ltd`, `SARL`, `e.V.` …"""
    return _ANY_FORM.search(name) is not None


@dataclass(frozen=True, slots=True)
class Parted:
    """A name without its legal form, and which kind of form that was ("" for none): `Meier & Söhne GmbH` → `meier and soehne`, `gmbh`."""

    bare: str
    form: str


@lru_cache(maxsize=200_000)
def parted(name: str) -> Parted:
    """The name without legal form, case, accents, punctuation and look-alike letters; never empty for a name."""
    spelled = " ".join(_WORDS.findall(_folded(name).replace("&", " and ").replace("+", " and ")))
    joined = _COMPANY.sub("compagnie", _AND.sub("and", _SPELLED_OUT.sub(r"\1", spelled))).split()
    left: list[str] = []
    form, at = "", 0
    while at < len(joined):
        found, length = _form_at(joined, at)
        form = form or found
        left += [] if found else joined[at : at + 1]
        at += length or 1
    return Parted(" ".join(left) or spelled or name.casefold().strip(), form)


def firm(name: str) -> str:
    """The name as identity: what is left without its legal form."""
    return parted(name).bare


def _form_at(words: list[str], at: int) -> tuple[str, int]:
    """The kind of the longest legal form that begins at a word, and how many words it has."""
    for spelled, form, anywhere in _forms().get(words[at], ()):
        length = len(spelled)
        if tuple(words[at : at + length]) == spelled and (anywhere or at + length == len(words)):
            return form, length
    return "", 0


@cache
def form_words() -> frozenset[str]:
    """Legal forms of one word."""
    return frozenset(row["spelled"] for row in rows(DATA / "company_forms.csv") if " " not in row["spelled"])


@cache
def _forms() -> Mapping[str, list[tuple[tuple[str, ...], str, bool]]]:
    """Legal forms by their first word, the longest first: words, kind, and whether they stand anywhere or only at the end."""
    found: dict[str, list[tuple[tuple[str, ...], str, bool]]] = {}
    for row in rows(DATA / "company_forms.csv"):
        spelled = tuple(row["spelled"].split())
        found.setdefault(spelled[0], []).append((spelled, row["group"], row["where"] == "any"))
    return {first: sorted(forms, key=lambda form: (-len(form[0]), form[0])) for first, forms in found.items()}


def _folded(name: str) -> str:
    spelled = name.casefold().replace("ä", "ae").replace("ö", "oe").replace("ü", "ue")
    return plain(spelled).translate(_LOOKALIKES)


def mixed_scripts(name: str) -> bool:
    """Whether a single word mixes Latin with Greek or Cyrillic letters, as names do that want to look like others."""
    if name.isascii():
        return False
    return any(len({script for letter in word if (script := _script(letter))}) > 1 for word in _WORDS.findall(name))


def _script(letter: str) -> str:
    if not letter.isalpha() or letter in "µªº":
        return ""
    named = unicodedata.name(letter, "").partition(" ")[0]
    return named if named in ("LATIN", "CYRILLIC", "GREEK") else ""
