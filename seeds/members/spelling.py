"""How texts are compared and cleaned: without invisible marks, case, accents and punctuation, and which words stand for nothing."""

import re
import unicodedata
from functools import lru_cache

from seeds.members.vocabulary import vocabulary

_INVISIBLE = re.compile(
    "[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_SPACES = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_BREAKS = re.compile(r"\s*[\r\n\x85\u2028\u2029]+\s*")
_GENDER = re.compile(r"\((?:e|s|es|in|innen|n|r)\)s?|(?<=[a-z])[/:*_·•.-]+-?(?:in|innen|e|s|es)\b")
_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_WORDS = re.compile(r"[^\W_]+")
_LONGEST_BLANK = 24
_ACCENTS = dict.fromkeys(range(0x300, 0x370))
_NOTHING = re.compile(r"[\s\-–—_?.·…*/\\]*")


def visible(text: str) -> tuple[str, bool]:
    """The text in composed letters without marks that nobody can see, and whether there were any. Line breaks stay."""
    if text.isascii() and text.isprintable():
        return text, False
    bare = _INVISIBLE.sub("", text)
    return _SPACES.sub(" ", unicodedata.normalize("NFC", bare)).strip(), bare != text


def one_line(text: str) -> str:
    """Line breaks become a space."""
    return _BREAKS.sub(" ", text).strip()


def is_blank(text: str) -> bool:
    """Whether a cell says nothing: empty, a dash, `n/a`, `k.A.`, `néant` …"""
    if not text:
        return True
    if len(text) > _LONGEST_BLANK:
        return False
    return text.casefold() in vocabulary("blank") or (not text[0].isalnum() and _NOTHING.fullmatch(text) is not None)


@lru_cache(maxsize=50_000)
def plain(text: str) -> str:
    """Small letters without accents: `Créée` → `creee`, `Größe` → `grosse`."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKD", text.casefold()).translate(_ACCENTS)


@lru_cache(maxsize=50_000)
def words(text: str) -> str:
    """The plain words of a text with single spaces between: `PLZ / Ort` → `plz ort`."""
    return " ".join(_WORDS.findall(plain(text)))


@lru_cache(maxsize=10_000)
def heading(text: str) -> str:
    """A column's name for comparison: hyphens at line ends joined, gender endings and brackets gone."""
    joined = re.sub(r"-\s*\n\s*", "", text)
    bare = _GENDER.sub("", plain(joined))
    return " ".join(_WORDS.findall(_BRACKETS.sub(" ", bare))) or " ".join(_WORDS.findall(bare))
