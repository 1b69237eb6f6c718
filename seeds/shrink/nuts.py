"""Regions: code, level, country, name in normal case and label point."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from seeds.shrink.write import plain
from seeds.tables import country_code, rows

SMALL_WORDS = {"and", "of", "the", "de", "du", "la", "et", "dos", "da", "i", "és"}
NAMES = {
    "BE1": "Bruxelles-Capitale / Brussels Hoofdstad",
    "BE3": "Région wallonne",
    "BG3": "Северна и Югоизточна България",
    "BG4": "Югозападна и Южна централна България",
    "CH0": "Schweiz / Suisse / Svizzera",
    "CY0": "Κύπρος",
    "CZ0": "Česká republika",
    "EL3": "Αττική",
    "EL4": "Νησιά Αιγαίου, Κρήτη",
    "EL5": "Βόρεια Ελλάδα",
    "EL6": "Κεντρική Ελλάδα",
    "ES4": "Centro (ES)",
    "FI1": "Manner-Suomi",
    "FR1": "Île-de-France",
    "FRL": "Provence-Alpes-Côte d’Azur",
    "FRY": "Régions ultrapériphériques françaises",
    "ITI": "Centro (IT)",
    "TR1": "İstanbul",
    "TR2": "Batı Marmara",
    "TR4": "Doğu Marmara",
    "TR5": "Batı Anadolu",
    "TR8": "Batı Karadeniz",
    "TR9": "Doğu Karadeniz",
    "TRA": "Kuzeydoğu Anadolu",
    "TRB": "Ortadoğu Anadolu",
    "TRC": "Güneydoğu Anadolu",
}
"""Names of the first level that normal case alone does not mend."""


def nuts(folder: Path) -> Iterator[Sequence[str]]:
    """The rows of `nuts.csv`."""
    raw = sorted(rows(folder / "geo" / "nuts2016_points.csv"), key=lambda row: row["NUTS_ID"])
    for row in raw:
        code = row["NUTS_ID"]
        name = NAMES.get(code) or _calm(plain(row["NUTS_NAME"]))
        yield code, row["LEVL_CODE"], country_code(row["CNTR_CODE"]), name, row["lon"], row["lat"]


def _calm(name: str) -> str:
    """A name written in capitals, in normal case; any other name as it is."""
    if not name.isupper():
        return name
    words = [word if word in SMALL_WORDS else _capital(word) for word in name.lower().split(" ")]
    return " ".join([_capital(words[0]), *words[1:]])


def _capital(word: str) -> str:
    return "-".join(part[:1].upper() + part[1:] if not part.startswith("(") else "(" + part[1:2].upper() + part[2:] for part in word.split("-"))
