"""The texts the encoder learns from: rows of one meaning in up to three languages, read from the data folder."""

import csv
import gzip
import io
import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")
LANGS = ("en", "de", "fr")
FRAMES = {
    "need": {
        "en": ("We are looking for {}", "Looking for a partner for {}", "We need help with {}", "Wanted: {}"),
        "de": ("Wir suchen {}", "Gesucht: {}", "Wir brauchen Unterstützung bei {}", "Wir suchen einen Partner für {}"),
        "fr": ("Nous recherchons {}", "Nous avons besoin de {}", "Cherche partenaire pour {}", "Recherche : {}"),
    },
    "offer": {
        "en": ("We offer {}", "We make {} for small firms", "Our speciality: {}", "{} for customers in Europe"),
        "de": ("Wir bieten {}", "Wir fertigen {} für kleine Betriebe", "Unser Schwerpunkt: {}", "{} für Kunden in Europa"),
        "fr": ("Nous proposons {}", "Nous livrons {} aux clients", "Notre spécialité : {}", "{} pour les petites entreprises"),
    },
}
"""How needs and offers are phrased around a label, so that the phrasing itself comes to mean little."""
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÄÖÜÉÀ])")
FRAMED, COMPANY_SENTENCES, ERDF_TEXTS, WORDS = 18_000, 20_000, 12_000, 25_000


@dataclass(frozen=True, slots=True)
class Meaning:
    """One meaning in one to three languages, and where it comes from."""

    texts: dict[str, str]
    source: str


def meanings(data: Path) -> list[Meaning]:
    """All rows, each text once, in a fixed order."""
    seen: set[tuple[str, ...]] = set()
    found: list[Meaning] = []
    for source, texts in _raw(data):
        key = tuple(texts.get(lang, "") for lang in LANGS)
        if key not in seen and any(key):
            seen.add(key)
            found.append(Meaning(texts, source))
    return found


def _raw(data: Path) -> Iterator[tuple[str, dict[str, str]]]:
    yield from _columns(data / "text/business_labels_en_de_fr.csv.gz", "labels")
    yield from _columns(data / "taxonomies/cpv_multilingual.csv.gz", "cpv")
    yield from _columns(data / "taxonomies/nace_rev2_en_de_fr_it.csv", "nace")
    yield from _columns(data / "taxonomies/noga2008_en_de_fr_it.csv", "noga")
    for row in table(data / "taxonomies/euroscivoc_terms_en.csv"):
        yield "euroscivoc", {"en": row["euroSciVocTitle"]}
    yield from _columns(data / "text/tatoeba_en_de_fr.csv.gz", "tatoeba")
    yield from _sts(data)
    yield from _erdf(data)
    yield from _companies(data)
    yield from _words()


def _columns(path: Path, source: str) -> Iterator[tuple[str, dict[str, str]]]:
    for row in table(path):
        yield source, {lang: _calm(row[lang]) for lang in LANGS if row[lang].strip()}


def _calm(text: str) -> str:
    """Section titles stand in capitals in some tables."""
    text = " ".join(text.split())
    return text.capitalize() if text.isupper() and len(text) > 12 else text


def _sts(data: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """The sentences of the train part; the three files have the same order."""
    files = [list(table(data / f"text/stsb_{lang}_train.csv.gz")) for lang in LANGS]
    for rows in zip(*files, strict=True):
        for side in ("s1", "s2"):
            yield "stsb", {lang: row[side] for lang, row in zip(LANGS, rows, strict=True)}


def _erdf(data: Path) -> Iterator[tuple[str, dict[str, str]]]:
    spoken = {"DE": "de", "AT": "de", "FR": "fr", "GB": "en", "UK": "en", "IE": "en", "BE": "fr"}
    texts = [
        (spoken[row["country"]], text[:400])
        for row in table(data / "erdf/beneficiaries.csv.gz")
        if row["country"] in spoken
        for text in (row["title"], row["summary"])
        if len(text) > 15
    ]
    for lang, text in _some(texts, ERDF_TEXTS, "erdf"):
        yield "erdf", {lang: text}


def _companies(data: Path) -> Iterator[tuple[str, dict[str, str]]]:
    sentences = [
        sentence
        for name in ("european_listed_companies", "world_listed_companies")
        for row in table(data / f"companies/{name}.csv.gz")
        for sentence in _SENTENCE.split(row["summary"])
        if 30 < len(sentence) < 400
    ]
    for sentence in _some(sentences, COMPANY_SENTENCES, "companies"):
        yield "companies", {"en": sentence}


def _words() -> Iterator[tuple[str, dict[str, str]]]:
    from wordfreq import top_n_list

    for lang in LANGS:
        for word in top_n_list(lang, WORDS):
            if len(word) > 2 and not word.isdigit():
                yield "words", {lang: word}


def _some(items: Iterable[T], count: int, seed: str) -> list[T]:
    found = sorted(set(items), key=str)
    return random.Random(seed).sample(found, min(count, len(found)))


def framed(found: list[Meaning]) -> list[tuple[int, str, str, str]]:
    """Copies of labels in the phrasing of needs and offers: (number of the meaning, language, text, need or offer)."""
    draw = random.Random("frames")
    labels = [number for number, meaning in enumerate(found) if meaning.source in ("labels", "cpv")]
    copies = []
    for _ in range(FRAMED):
        number = draw.choice(labels)
        lang = draw.choice(sorted(found[number].texts))
        side = draw.choice(("need", "offer"))
        text = found[number].texts[lang]
        copies.append((number, lang, draw.choice(FRAMES[side][lang]).format(text[:1].lower() + text[1:] if lang != "de" else text), side))
    return copies


def families(data: Path) -> list[tuple[dict[str, str], dict[str, str]]]:
    """Pairs of a CPV term and its parent: what is asked for narrowly and offered broadly, or the other way round."""
    rows = {row["code"]: row for row in table(data / "taxonomies/cpv_multilingual.csv.gz")}
    pairs = [(row, rows[row["parent"]]) for row in rows.values() if row["parent"] in rows and row["parent"] != row["code"]]
    return [({lang: a[lang] for lang in LANGS}, {lang: b[lang] for lang in LANGS}) for a, b in pairs]


def lessons() -> list[dict[str, str]]:
    """Needs and the offers that meet them, invented for training: `need_en` … `offer_fr`."""
    return list(table(Path(__file__).with_name("lessons.csv")))


def table(path: Path) -> Iterator[dict[str, str]]:
    """Rows of a CSV file, plain or gzipped, every cell as text."""
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    yield from csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
