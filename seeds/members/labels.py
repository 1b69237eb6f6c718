"""What NACE classes are called in three languages, for whoever proposes a class for words."""

from seeds.tables import DATA, rows

_FINEST = frozenset({"class", "division"})


def labels() -> list[tuple[str, str]]:
    """(code, label) of every class and division in English, German and French, each once."""
    found = [(row["code"], row[lang]) for row in rows(DATA / "nace.csv") if row["level"] in _FINEST for lang in ("en", "de", "fr")]
    return list(dict.fromkeys(found))
