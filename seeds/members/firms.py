"""Names of firms: legal forms, the name that two spellings have in common, and letters of two scripts in one word."""

import re
import unicodedata
from functools import lru_cache

from seeds.members.spelling import plain
from seeds.members.vocabulary import pattern

_FORM = pattern(r"(?<![^ ])", "forms", r"(?![^ ])")
_WORDS = re.compile(r"[^\W_]+")
_AND = re.compile(r"\b(?:und|et|u)\b")
_COMPANY = re.compile(r"\b(?:cie|company|companie)\b")
_SPELLED_OUT = re.compile(r"\b(\w) (?=\w\b)")
_LOOKALIKES = str.maketrans("асеорхукмтвніјѕαβεικνορτυχ", "aceopxykmtbhijsabeikvoptux")
_ANY_FORM = re.compile(
    r"\b(?:GmbH|gGmbH|mbH|UG|OHG|KGaA|KG|GbR|PartG|AG|SE|Ltd|LTD|Limited|PLC|plc|LLP|LLC|Inc|CIC|SARL|Sarl|SàRL|SAS|SASU|EURL|EIRL|SA|SNC|SCOP|Scop|SCIC|ASBL)\b"
    r"|\be\.\s?(?:V|K|Kfr|Kfm|G|U)\b"
)  # fmt: skip


def has_legal_form(name: str) -> bool:
    """Whether the name says that it is a firm's: `GmbH`, `Ltd`, `SARL`, `e.V.` …"""
    return _ANY_FORM.search(name) is not None


@lru_cache(maxsize=200_000)
def firm(name: str) -> str:
    """The name as identity: without legal form, case, accents, punctuation and look-alike letters; never empty for a name."""
    spelled = " ".join(_WORDS.findall(_folded(name).replace("&", " and ").replace("+", " and ")))
    joined = _COMPANY.sub("compagnie", _AND.sub("and", _SPELLED_OUT.sub(r"\1", spelled)))
    return " ".join(_FORM.sub(" ", joined).split()) or spelled or name.casefold().strip()


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
