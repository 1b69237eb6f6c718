"""The same business as another list may write it, and relatives that are not the same: for training and for tests, made with a seed."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

from seeds.duplicates.records import Business
from seeds.duplicates.spelling import synonyms
from seeds.slugs import slug

_FORMS = {
    "GMBH": ("GmbH", "Gesellschaft mit beschränkter Haftung", "gGmbH", "mbH", "G.m.b.H."),
    "LTD": ("Ltd", "Limited", "Ltd.", "LIMITED"),
    "LIMITED": ("Ltd", "Limited", "Ltd.", "LTD"),
    "SA": ("S.A.", "SA", "Société Anonyme"),
    "SAS": ("S.A.S.", "SAS", "SASU"),
    "SARL": ("S.A.R.L.", "SARL", "Sàrl"),
    "SRL": ("S.R.L.", "Srl", "SRL"),
    "SPA": ("S.p.A.", "SpA", "Società per azioni"),
    "BV": ("B.V.", "BV"),
    "AG": ("AG", "Aktiengesellschaft", "A.G."),
    "EV": ("e.V.", "e. V.", "eingetragener Verein"),
    "AB": ("AB", "Aktiebolag"),
    "SL": ("S.L.", "SL", "Sociedad Limitada"),
}
_OTHER = {"DE": "GmbH", "AT": "GmbH", "CH": "AG", "FR": "SAS", "GB": "Ltd", "IT": "SRL", "ES": "SL", "NL": "BV", "BE": "NV", "SE": "AB"}
_COUNTRIES = {"DE": "Deutschland", "AT": "Austria", "CH": "Schweiz", "FR": "France", "GB": "UK", "IT": "Italia", "ES": "España", "NL": "Nederland"}
_KIN = ("Holding", "Immobilien", "Services", "International", "Akademie", "Stiftung", "Ventures", "Trading", "Verwaltungs", "Invest", "Nord", "Süd", "Conseil")
_TRADES = [
    "Industries",
    "Packaging",
    "Energia",
    "Carbon",
    "Petroleum",
    "Technologies",
    "Solutions",
    "Systems",
    "Logistics",
    "Digital",
    "Media",
    "Engineering",
    "Distribution",
    "Innovation",
    "Power",
    "Medical",
    "Software",
    "Automotive",
    "Group",
    "Studio",
    "Werkstatt",
    "Laboratories",
    "Druck",
    "Film",
    "Photonics",
    "Robotics",
    "Marine",
    "Textiles",
]
_UMLAUTS = {"ü": "ue", "ö": "oe", "ä": "ae", "ß": "ss", "é": "e", "è": "e", "ç": "c", "ñ": "n", "å": "a", "ø": "o"}
_BACK = (("UE", "Ü"), ("OE", "Ö"), ("AE", "Ä"))
_COMMON = frozenset(slug(word) for words in synonyms().values() for word in words)
_VAT, _SITE = 0.3, 0.5
"""How often a list holds a register number, and a site: stated, not measured."""


Towns = Mapping[str, Sequence[str]]  # by country


@dataclass(frozen=True, slots=True)
class Truth:
    """A business as it is: what every list draws its record from."""

    key: str
    business: Business
    register: str
    site: str


def truth(business: Business) -> Truth:
    """A business with an invented number and an invented site of its own, since the register that ships holds neither."""
    draw = Random(f"truth {business.id}")
    digits = "".join(draw.choice("0123456789") for _ in range(9))
    words = [word for word in slug(business.name).split("-") if len(word) > 3 and word not in _COMMON] or [slug(business.name) or "firm"]
    made = "-".join(words[: draw.choice((1, 2, 2, 3))])
    return Truth(business.id, business, f"{business.country or 'DE'}{digits}", f"{made}.{draw.choice(('example', 'com', (business.country or 'de').lower()))}")


def listed(who: Truth, id: str, draw: Random) -> Business:
    """The record that a list holds of it: not every list has numbers and sites, and towns are missing now and then."""
    register = who.register if draw.random() < _VAT else ""
    site = f"https://www.{who.site}/" if draw.random() < _SITE else ""
    city = "" if draw.random() < 0.05 else who.business.city
    return replace(who.business, id=id, register=_slip(register, draw, 0.02), site=site, city=city)


def variant(who: Truth, id: str, draw: Random, towns: Towns) -> Business:
    """The record of another list, whose office writes the name in its own way."""
    found = listed(who, id, draw)
    name = found.name
    for change in draw.choices(CHANGES, [weight for _, weight in _WEIGHTED], k=draw.choice((0, 1, 1, 1, 2, 2, 3))):
        name = change(name, found, draw) or name
    return replace(found, name=name, city=_elsewhere(found, draw, towns))


def relatives(who: Truth, id: str, draw: Random, towns: Towns) -> Truth:
    """Another legal entity that looks like it: a subsidiary abroad, a sister next door, a namesake, one with the neighbouring town in its name."""
    made = draw.choice((_subsidiary, _subsidiary, _sister, _sister, _namesake, _neighbour))(who, id, draw, towns)
    return replace(truth(made), site=who.site if draw.random() < 0.3 else truth(made).site)


def _town(country: str, towns: Towns, draw: Random) -> str:
    return draw.choice(towns.get(country) or towns[min(towns)])


def _bare(name: str) -> tuple[str, str]:
    """A name and the legal form it ends with."""
    words = name.split()
    last = re.sub(r"\W", "", words[-1]).upper() if words else ""
    return (" ".join(words[:-1]), last) if len(words) > 1 and last in _FORMS else (name, "")


def _subsidiary(who: Truth, id: str, draw: Random, towns: Towns) -> Business:
    name, _ = _bare(who.business.name)
    country = draw.choice([code for code in _COUNTRIES if code != who.business.country])
    named = f"{name} {_COUNTRIES[country]}" if draw.random() < 0.7 else name
    return replace(who.business, id=id, name=f"{named} {_OTHER[country]}", country=country, city=_town(country, towns, draw))


def _sister(who: Truth, id: str, draw: Random, towns: Towns) -> Business:
    name, form = _bare(who.business.name)
    kin = draw.choice([word for word in (_KIN if draw.random() < 0.5 else _TRADES) if word.casefold() not in name.casefold()])
    return replace(who.business, id=id, name=f"{name} {kin} {form or _OTHER.get(who.business.country, '')}".strip())


def _namesake(who: Truth, id: str, draw: Random, towns: Towns) -> Business:
    """Bears the name in another town of another country, or of the same one where the name is common."""
    country = draw.choice([code for code in _OTHER if code != who.business.country])
    name, _ = _bare(who.business.name)
    return replace(who.business, id=id, name=f"{name} {_OTHER[country]}", country=country, city=_town(country, towns, draw))


def _neighbour(who: Truth, id: str, draw: Random, towns: Towns) -> Business:
    here, there, name = who.business.city, _town(who.business.country, towns, draw), who.business.name
    if here and here.casefold() in name.casefold() and there.casefold() != here.casefold():
        swapped = re.sub(re.escape(here), lambda _: there, name, flags=re.IGNORECASE)
        return replace(who.business, id=id, name=swapped, city=there)
    return _sister(who, id, draw, towns)


def _without_form(name: str, found: Business, draw: Random) -> str:
    return _bare(name)[0]


def _other_form(name: str, found: Business, draw: Random) -> str:
    bare, form = _bare(name)
    return f"{bare} {draw.choice(_FORMS[form])}" if form else f"{name} {_OTHER.get(found.country, '')}".strip()


def _umlauts(name: str, found: Business, draw: Random) -> str:
    if any(letter in _UMLAUTS for letter in name.casefold()):
        return "".join(_UMLAUTS.get(letter, letter) for letter in name.casefold()).title()
    for plain, umlaut in _BACK:
        if plain in name.upper():
            return name.upper().replace(plain, draw.choice((umlaut, plain[0])))
    return name


def _case(name: str, found: Business, draw: Random) -> str:
    return draw.choice((name.upper(), name.title(), name.lower()))


def _with_short(name: str, found: Business, draw: Random) -> str:
    bare, _ = _bare(name)
    words = [word for word in re.findall(r"[^\W\d_]+", bare) if len(word) > 3]
    short = "".join(word[0] for word in words).upper()
    if not 3 <= len(short) <= 6:
        return ""
    return draw.choice((f"{name} ({short})", f"{name} - {short}", f"{short} - {name}", f"{short} {name}"))


def _order(name: str, found: Business, draw: Random) -> str:
    words = name.split()
    if len(words) < 3:
        return ""
    at = draw.randrange(len(words) - 1)
    words[at], words[at + 1] = words[at + 1], words[at]
    return " ".join(words)


def _typo(name: str, found: Business, draw: Random) -> str:
    return _slip(name, draw, 1.0)


def _slip(text: str, draw: Random, chance: float) -> str:
    """One letter lost, doubled, exchanged or hit beside."""
    if len(text) < 6 or draw.random() > chance:
        return text
    at = draw.randrange(1, len(text) - 2)
    before, one, two, behind = text[:at], text[at], text[at + 1], text[at + 2 :]
    beside = draw.choice("0123456789") if one.isdigit() else draw.choice("aeinrst")
    return before + draw.choice((two + behind, one + one + two + behind, two + one + behind, beside + two + behind)) if one != " " else text


def _with_town(name: str, found: Business, draw: Random) -> str:
    return f"{name} {found.city.title()}" if found.city and found.city.casefold() not in name.casefold() else ""


def _short(name: str, found: Business, draw: Random) -> str:
    """Cut where a column ends, or after the first words."""
    words = _bare(name)[0].split()
    if len(name) > 40:
        return name[: draw.choice((30, 40))]
    return " ".join(words[: len(words) - 1]) if len(words) > 3 and draw.random() < 0.3 else ""


def _translated(name: str, found: Business, draw: Random) -> str:
    words = name.split()
    places = [at for at, word in enumerate(words) if word.casefold() in _SAME]
    if not places:
        return ""
    at = draw.choice(places)
    words[at] = draw.choice(_SAME[words[at].casefold()]).title()
    return " ".join(words)


def _joined(name: str, found: Business, draw: Random) -> str:
    if "-" in name:
        return name.replace("-", draw.choice((" ", "")), 1)
    words = name.split()
    if len(words) < 2:
        return ""
    at = draw.randrange(len(words) - 1)
    return " ".join([*words[:at], words[at] + draw.choice(("-", "")) + words[at + 1], *words[at + 2 :]])


def _elsewhere(found: Business, draw: Random, towns: Towns) -> str:
    """Most lists name the same town; some a suburb, some another seat, some add what belongs to the post."""
    chance, city = draw.random(), found.city
    if chance < 0.07:
        return _town(found.country, towns, draw)
    if chance < 0.12:
        return f"{city} {draw.choice(('Cedex', 'CEDEX 07', 'Süd', 'Centre'))}"
    return city.title() if chance < 0.5 else city


_SAME = {word: words for words in synonyms().values() for word in words}
_WEIGHTED: tuple[tuple[Callable[[str, Business, Random], str], float], ...] = (
    (_without_form, 4),
    (_other_form, 3),
    (_umlauts, 2),
    (_case, 3),
    (_with_short, 1),
    (_order, 1),
    (_typo, 2),
    (_with_town, 1),
    (_short, 1),
    (_translated, 1.5),
    (_joined, 1),
)
CHANGES = [change for change, _ in _WEIGHTED]
