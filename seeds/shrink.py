"""Makes the tables under `seeds/data` from the raw tables; run by hand: `python -m seeds.shrink FOLDER`."""

import csv
import gzip
import io
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from seeds.cordis import FIELD_CODES
from seeds.tables import DATA, country_code, rows

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
GERMAN = (("Gross", "Groß"), ("gross", "groß"), ("Detailhandel", "Einzelhandel"), ("Motorfahrzeug", "Kraftfahrzeug"), ("ausser ", "außer "))
"""The German labels come in Swiss spelling; the programme's readers are in Germany."""
LEAST_SHARE = 0.002
LETTERS = {"A": 1, "B": 5, "D": 35, "F": 41, "I": 55, "O": 84, "P": 85, "T": 97, "U": 99}
LAST = {"B": 9, "D": 35, "F": 43, "I": 56, "O": 84, "P": 85, "T": 98, "U": 99}


def shrink(folder: Path) -> None:
    """Write every shipped table that is derived from a raw one."""
    _write("nace.csv", ("section", "level", "code", "en", "de", "fr"), _nace(folder))
    _write("nuts.csv", ("code", "level", "country", "name", "lon", "lat"), _nuts(folder))
    _write("supply.csv", ("supplier", "user", "share"), _supply(folder))
    _h2020(folder / "h2020")


def _nace(folder: Path) -> Iterator[Sequence[str]]:
    for row in rows(folder / "taxonomies" / "nace_rev2_en_de_fr_it.csv"):
        if row["level"] != "section":
            yield row["section"], row["level"], row["code"], _plain(row["en"]), _german(row["de"]), _plain(row["fr"])


def _plain(text: str) -> str:
    return " ".join(text.split())


def _german(text: str) -> str:
    for swiss, german in GERMAN:
        text = text.replace(swiss, german)
    return _plain(text)


def _nuts(folder: Path) -> Iterator[Sequence[str]]:
    raw = sorted(rows(folder / "geo" / "nuts2016_points.csv"), key=lambda row: row["NUTS_ID"])
    for row in raw:
        code = row["NUTS_ID"]
        name = NAMES.get(code) or _calm(_plain(row["NUTS_NAME"]))
        yield code, row["LEVL_CODE"], country_code(row["CNTR_CODE"]), name, row["lon"], row["lat"]


def _calm(name: str) -> str:
    """A name written in capitals, in normal case; any other name as it is."""
    if not name.isupper():
        return name
    words = [word if word in SMALL_WORDS else _capital(word) for word in name.lower().split(" ")]
    return " ".join([_capital(words[0]), *words[1:]])


def _capital(word: str) -> str:
    return "-".join(part[:1].upper() + part[1:] if not part.startswith("(") else "(" + part[1:2].upper() + part[2:] for part in word.split("-"))


def _supply(folder: Path) -> Iterator[Sequence[str]]:
    """Branches become their divisions: a user division buys like its branch, a supplying branch's share is split evenly."""
    shares: dict[tuple[str, str], float] = {}
    for row in rows(folder / "sector_supply" / "mean_shares.csv"):
        suppliers, users = _divisions(row["supplier_cpa"]), _divisions(row["user_cpa"])
        share = float(row["share_of_user_inputs_mean"]) / len(suppliers)
        shares |= {(supplier, user): share for supplier in suppliers for user in users}
    for (supplier, user), share in sorted(shares.items()):
        if share >= LEAST_SHARE:
            yield supplier, user, f"{share:.4f}"


def _divisions(cpa: str) -> list[str]:
    code = cpa.removeprefix("CPA_")
    first, _, last = code[1:].partition("-")
    low = int(first or LETTERS[code])
    high = int(last or (first or LAST[code]))
    known = {row["code"] for row in rows(DATA / "nace.csv") if row["level"] == "division"}
    return [f"{number:02}" for number in range(low, high + 1) if f"{number:02}" in known]


def _h2020(folder: Path) -> None:
    took_part = ("rcn", "role", "pic", "type", "contribution", "country", "start_date", "end_date")
    people = sorted(_picked(folder / "participations_2014_2018.csv.gz", took_part), key=lambda row: (row[6], row[0], row[2]))
    _write("h2020/participations.csv.gz", took_part, people)
    names = ("orgId", "name", "activityType", "country", "city")
    _write("h2020/organisations.csv.gz", names, sorted(_picked(folder / "organisations.csv.gz", names)))
    parts: dict[str, set[str]] = defaultdict(set)
    for row in rows(folder / "programme_parts.csv.gz"):
        parts[row["rcn"]].add(FIELD_CODES.get(row["programme_part"], row["programme_part"]))
    _write("h2020/programme_parts.csv.gz", ("rcn", "programme_part"), [(rcn, part) for rcn in sorted(parts) for part in sorted(parts[rcn])])
    titles = ("rcn", "acronym", "title")
    _write("h2020/project_titles.csv.gz", titles, sorted(_picked(folder / "project_titles_partial.csv.gz", titles)))


def _picked(path: Path, columns: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for row in rows(path):
        yield tuple(country_code(row[name]) if name == "country" else _plain(_mended(row[name])) for name in columns)


def _mended(text: str) -> str:
    """UTF-8 that somebody read as Mac Roman, put right (`M√ºnchen` → `München`); any other text as it is."""
    try:
        return text.encode("mac_roman").decode()
    except UnicodeError:
        return text


def _write(name: str, header: Sequence[str], lines: Iterable[Sequence[str]]) -> None:
    text = io.StringIO(newline="")
    table = csv.writer(text, lineterminator="\n")
    table.writerow(header)
    table.writerows(lines)
    content = text.getvalue().encode()
    path = DATA / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(content, 9, mtime=0) if name.endswith(".gz") else content)


if __name__ == "__main__":
    shrink(Path(sys.argv[1]))
