"""Ids that can be read: names in plain letters."""

import re
import unicodedata

_PLAIN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss", "œ": "oe", "’": "-", "'": "-"})


def slug(name: str) -> str:
    """`Bäckerei Lerchenhof` → `baeckerei-lerchenhof`; nothing is left of other scripts."""
    plain = unicodedata.normalize("NFKD", name.translate(_PLAIN)).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
