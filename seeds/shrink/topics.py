"""What organisations know and make: CPV in three languages, EuroSciVoc in English, both with the way up."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from seeds.shrink.write import plain
from seeds.tables import rows


def cpv(folder: Path) -> Iterator[Sequence[str]]:
    """The rows of `cpv.csv.gz`; codes without their check digit, ordered."""
    raw = sorted(rows(folder / "taxonomies" / "cpv_multilingual.csv.gz"), key=lambda row: row["code"])
    for row in raw:
        yield row["code"].partition("-")[0], row["parent"].partition("-")[0], plain(row["en"]), plain(row["de"]), plain(row["fr"])


def euroscivoc(folder: Path) -> Iterator[Sequence[str]]:
    """The rows of `euroscivoc.csv.gz`; a code is the last part of the path, which no other term has. Parents only named in a path become terms."""
    names: dict[str, str] = {}
    above: dict[str, str] = {}
    for row in rows(folder / "taxonomies" / "euroscivoc_terms_en.csv"):
        codes, titles = row["euroSciVocCode"].strip("/").split("/"), row["euroSciVocPath"].strip("/").split("/")
        names |= dict(zip(codes, titles, strict=True))
        above |= dict(zip(codes[1:], codes, strict=False))
    for code in sorted(names, key=int):
        yield code, above.get(code, ""), plain(names[code])
