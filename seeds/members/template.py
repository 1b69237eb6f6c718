"""Makes an empty list to fill in, in three languages: the header, one invented example that the reader leaves out, and a sheet of help."""

from collections.abc import Mapping
from typing import Literal

from graph.schema import Lang, ServiceType
from seeds.formats.writing import Written, write_table, write_workbook
from seeds.members.columns import columns_of, title
from seeds.members.options import Listing
from seeds.members.remarks import HELP
from seeds.report import Sentence

_NOT_ASKED = frozenset({"size", "lang", "first_name", "last_name"})  # read where a list has them; a template needs no second way
_WIDTHS = {"description": 50, "needs": 45, "offers": 45, "name": 42, "partner": 30, "site": 28, "register": 26, "email": 28, "contact": 24}
_MARKS = {Lang.EN: "Example (invented): ", Lang.DE: "Beispiel (erfunden): ", Lang.FR: "Exemple (inventé) : "}
_HEADINGS = {Lang.EN: ("Column", "What to write"), Lang.DE: ("Spalte", "Was hineinkommt"), Lang.FR: ("Colonne", "Que mettre")}
_EXAMPLES: Mapping[Lang, Mapping[str, str]] = {
    Lang.EN: {
        "id": "001", "name": "Morningside Bakehouse Ltd", "country": "GB", "region": "UKK11", "city": "Bristol", "nace": "10.71", "employees": "7",
        "founded": "1998", "languages": "English, French", "description": "We bake bread from old grain and run our own mill.",
        "needs": "Paper packaging for bread | A film about the mill", "offers": "Bread from old grain | Baking courses", "site": "www.morningside.example",
        "register": "01234567", "contact": "Jo Example", "email": "jo@morningside.example", "phone": "+44 1632 960000", "provider": "", "type": "training",
        "topics": "Packaging design", "hours": "6", "price": "0", "seats": "12", "opens": "2027-01-01", "closes": "2027-03-31",
        "partner": "Paper Studio", "since": "2024",
    },
    Lang.DE: {
        "id": "001", "name": "Backstube Morgenrot GmbH", "country": "DE", "region": "DE300", "city": "Berlin", "nace": "10.71", "employees": "7",
        "founded": "1998", "languages": "Deutsch, Englisch", "description": "Wir backen Brot aus altem Getreide, mit eigener Mühle.",
        "needs": "Verpackung aus Papier für Brot | Ein Film über die Mühle", "offers": "Brot aus altem Getreide | Backkurse",
        "site": "www.morgenrot.example", "register": "DE999999999", "contact": "Jo Beispiel", "email": "jo@morgenrot.example", "phone": "+49 30 23125000",
        "provider": "", "type": "Schulung", "topics": "Verpackungsgestaltung", "hours": "6", "price": "0", "seats": "12", "opens": "2027-01-01",
        "closes": "2027-03-31", "partner": "Studio Papier", "since": "2024",
    },
    Lang.FR: {
        "id": "001", "name": "Boulangerie Matin Rouge SARL", "country": "FR", "region": "FRL04", "city": "Marseille", "nace": "10.71", "employees": "7",
        "founded": "1998", "languages": "français, anglais", "description": "Nous faisons du pain de blés anciens, avec notre propre moulin.",
        "needs": "Emballages en papier pour le pain | Un film sur le moulin", "offers": "Pain de blés anciens | Cours de boulangerie",
        "site": "www.matinrouge.example", "register": "00000000000000", "contact": "Jo Exemple", "email": "jo@matinrouge.example",
        "phone": "+33 1 99 00 00 00", "provider": "", "type": "formation", "topics": "Design d'emballage", "hours": "6", "price": "0", "seats": "12",
        "opens": "2027-01-01", "closes": "2027-03-31", "partner": "Studio Papier", "since": "2024",
    },
}  # fmt: skip
ADVICE: Mapping[str, Sentence] = {
    "id": Sentence("your own number of the member; leave it out if you have none"),
    "name": Sentence("the name as the organisation writes it; the only cell that must be filled"),
    "country": Sentence("two letters such as DE, FR or GB, or the country's name"),
    "region": Sentence("a NUTS code or the region's name; may be empty"),
    "city": Sentence("the town; no street"),
    "nace": Sentence("a NACE, NAF, WZ or UK SIC code, or a few words; words become a proposal"),
    "employees": Sentence("how many people work there; ranges and estimates are understood"),
    "founded": Sentence("the year, four figures"),
    "languages": Sentence("the languages they work in"),
    "description": Sentence("what they do, in two or three sentences; no names of persons"),
    "needs": Sentence("what they look for; several separated by | or on lines of their own"),
    "offers": Sentence("what they can bring; several separated by | or on lines of their own"),
    "site": Sentence("the web address"),
    "register": Sentence("a register or VAT number; by it the organisation is found again next year"),
    "contact": Sentence("goes to the table of contacts only and is never shown to others"),
    "email": Sentence("goes to the table of contacts only and is never shown to others"),
    "phone": Sentence("goes to the table of contacts only and is never shown to others"),
    "provider": Sentence("who provides the service: a name or an id; empty: the cluster itself"),
    "type": Sentence("one of {types}", {"types": ", ".join(ServiceType)}),
    "topics": Sentence("names of topics, separated by |"),
    "hours": Sentence("how many hours of support a business gets"),
    "price": Sentence("in euro; 0 if it is free"),
    "seats": Sentence("how many businesses can take part"),
    "opens": Sentence("the first day on which businesses can ask for it, such as 2027-01-31"),
    "closes": Sentence("the last day on which businesses can ask for it, such as 2027-03-31"),
    "partner": Sentence("the organisation that the first one works with: a name, an id or a register number"),
    "since": Sentence("the year since when, four figures; may be empty"),
}
"""What to write into each column."""


def template(kind: Listing, lang: Lang, format: Literal["xlsx", "csv"]) -> bytes:
    """An empty list of this kind as a file. Excel gets a second sheet that explains the columns."""
    asked = [ours for ours in columns_of(kind) if ours not in _NOT_ASKED]
    rows = [[title(ours, lang, kind) for ours in asked], _example(asked, kind, lang)]
    if format == "csv":
        return write_table(rows, format="csv", separator="," if lang is Lang.EN else ";")
    widths = [_WIDTHS.get(ours, 16) for ours in asked]
    advice = [_HEADINGS[lang], *((title(ours, lang, kind), ADVICE[ours].say(lang)) for ours in asked)]
    return write_workbook([Written("Crossmatch", rows, widths), Written(HELP[lang], advice, (30, 100))])


def _example(asked: list[str], kind: Listing, lang: Lang) -> list[str]:
    cells = dict(_EXAMPLES[lang])
    if kind is Listing.SERVICE:
        cells["name"] = {Lang.EN: "Packaging that sells", Lang.DE: "Verpackung, die verkauft", Lang.FR: "L'emballage qui vend"}[lang]
    return [(_MARKS[lang] if ours == "name" else "") + cells[ours] for ours in asked]
