"""NACE rev. 2 in three languages."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from seeds.shrink.write import plain
from seeds.tables import rows

GERMAN = (("Gross", "Groß"), ("gross", "groß"), ("Detailhandel", "Einzelhandel"), ("Motorfahrzeug", "Kraftfahrzeug"), ("ausser ", "außer "))
"""The German labels come in Swiss spelling; the programme's readers are in Germany."""


def nace(folder: Path) -> Iterator[Sequence[str]]:
    """The rows of `nace.csv`."""
    for row in rows(folder / "taxonomies" / "nace_rev2_en_de_fr_it.csv"):
        if row["level"] != "section":
            yield row["section"], row["level"], row["code"], plain(row["en"]), german(row["de"]), plain(row["fr"])


def german(text: str) -> str:
    """A Swiss label in the spelling of Germany."""
    for swiss, german in GERMAN:
        text = text.replace(swiss, german)
    return plain(text)
