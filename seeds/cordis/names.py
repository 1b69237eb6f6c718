"""Names that a register writes in capitals, in calm letters: legal forms as they are written, abbreviations kept.

Only case changes, so the register's spelling is the name in capitals again; who an organisation is, its PIC says. Of 200 names drawn at random, six lost
the capitals of an abbreviation or kept those of a small word.
"""

import re
from collections.abc import Callable
from functools import cache

from seeds.tables import DATA, rows

_SMALL = frozenset(
    "and of the for on at by to de la le les des du di da do dos das del della delle degli dell dei e et y i in und der die von zur zum zu für fur van voor en "
    "het te og och af per con sur aux au para pour el los las na za z ze v u a o do kai lo".upper().split(" ")
)
_WORD = re.compile(r"[^\W_]+(?:[.'’/][^\W_]+)*\.?")
_LETTERS = re.compile(r"[^\W\d_]+")
_VOWEL = re.compile(r"[AEIOUYÀ-Ü]")
_SPOKEN = re.compile(r"[^AEIOUYÀ-Ü][AEIOUYÀ-Ü][^AEIOUYÀ-Ü]")
_ABBREVIATION = 6
"""A word of at most so many letters that a dash or bracket sets apart at either end of a name is its abbreviation."""


@cache
def calming() -> Callable[[str], str]:
    """A function from a name to its calm spelling; a name that is not all in capitals stays as it is."""
    forms = {row["form"].upper(): row["form"] for row in rows(DATA / "legal_forms.csv")}
    words = {word.upper() for word in _words() if not word.isupper()}

    def calm(name: str) -> str:
        if not name.isupper():
            return name
        return _WORD.sub(lambda found: found[0] if _is_apart(found) else _word(found[0], found.start() == 0), name)

    def _word(word: str, is_first: bool) -> str:
        if word in forms and not is_first:
            return forms[word]
        if (apart := re.search("['’]", word)) and apart.end() < len(word):
            before = word[: apart.start()]
            article = before.lower() if len(before) <= 4 and not is_first else before.capitalize()
            return article + apart[0] + _word(word[apart.end() :], True)
        if word in _SMALL and not is_first:
            return word.lower()
        return word.capitalize() if word in words or word in _SMALL or _is_spoken(word) else word

    return calm


def _words() -> set[str]:
    """Words of three languages, in the case they are written in."""
    tables = (DATA / "cpv.csv.gz", DATA / "nace.csv")
    return {word for table in tables for row in rows(table) for lang in ("en", "de", "fr") for word in _LETTERS.findall(row[lang])}


def _is_spoken(word: str) -> bool:
    """Can it be said as a word, and is it long enough to be one? Otherwise it is an abbreviation."""
    bare = word.rstrip(".")
    if not bare.isalpha() or len(bare) <= 3:
        return False
    return bool(_VOWEL.search(bare)) and (len(bare) > 4 or len(_VOWEL.findall(bare)) > 1 or bool(_SPOKEN.search(bare)))


def _is_apart(found: re.Match[str]) -> bool:
    name, word = found.string, found[0]
    before, after = name[: found.start()].rstrip(), name[found.end() :].lstrip()
    opens, closes = not before and after.startswith("- "), not after.strip(")*") and before.endswith(("-", "("))
    return len(word) <= _ABBREVIATION and word.isalpha() and (opens or closes)
