"""Translations of a folder's sentences: English stands in the code, German and French in `locale/*.po` beside it."""

import gettext
import io
from functools import lru_cache
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


@lru_cache(maxsize=16)
def catalogue(folder: Path, lang: str) -> gettext.NullTranslations:
    """The translations of a language in `folder`; English, and a language without a file, needs none."""
    file = folder / f"{lang}.po"
    if not file.exists():
        return gettext.NullTranslations()
    compiled = io.BytesIO()
    with file.open("rb") as opened:
        write_mo(compiled, read_po(opened, locale=lang))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
