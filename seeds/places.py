"""Understands how people write countries and regions; says what to write where it cannot."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from rapidfuzz import process

from graph.model import Batch
from graph.schema import Kind, Rel
from seeds.members.spelling import words
from seeds.members.traces import quoted
from seeds.members.vocabulary import by_key
from seeds.report import Rejected
from seeds.tables import country_code
from seeds.taxonomies import taxonomies

_CODE = re.compile(r"\(([A-Z]{2})\)|^([A-Z]{2}) ?[-–:] ?\w")


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Look-up tables: names of countries, regions by code, and by country and name; towns that only one country's regions are named after."""

    countries: Mapping[str, str]
    regions: Mapping[str, str]
    region_names: Mapping[tuple[str, str], str]
    homes: Mapping[str, str]

    def country(self, text: str) -> str:
        """`UK`, `gb`, `Germany`, `Allemagne`, `D`, `Deutschland (DE)` → the country's code. Raises Rejected."""
        if code := self.countries.get(words(text)):
            return code
        named = _CODE.search(text)
        if named and (code := self.countries.get((named[1] or named[2]).lower())):
            return code
        near = process.extractOne(words(text), self.countries.keys(), score_cutoff=80)
        if near:
            template = "{value!r} is no country; did you mean {country}? Write its two letters, such as DE, FR or GB"
            raise Rejected("country", "unknown_country", template, value=quoted(text), country=self.countries[near[0]])
        raise Rejected("country", "unknown_country", "{value!r} is no country; write its two letters, such as DE, FR or GB", value=quoted(text))

    def region(self, text: str, country: str) -> str:
        """`DE300`, `Berlin`, `Seine-Saint-Denis (93)` → the region's code; the smallest region of that name in the country. Raises Rejected."""
        code = text.upper() if text.upper() in self.regions else self.named_region(text, country)
        if not code:
            template = "{value!r} is no NUTS 2016 code or region of {country}; the row came in without a region"
            raise Rejected("region", "unknown_region", template, value=quoted(text), country=country)
        if self.regions[code] != country:
            template = "region {region} lies in {other}, not in {country}; the row came in without a region"
            raise Rejected("region", "region_elsewhere", template, region=code, other=self.regions[code], country=country)
        return code

    def named_region(self, text: str, country: str) -> str:
        """The code of the region of this name, "" if there is none."""
        return self.region_names.get((country, words(text))) or self.region_names.get((country, words(text.partition("(")[0]))) or ""


@cache
def gazetteer() -> Gazetteer:
    """The tables, from the shipped taxonomies."""
    known = taxonomies()
    countries: dict[str, str] = {}
    for node in known.nodes:
        if node.kind is Kind.COUNTRY:
            code = node.id.partition(":")[2]
            countries |= {words(name): code for name in (code, node.name, str(node.props["name_de"]), str(node.props["name_fr"]))}
    countries |= {name: code for code, names in by_key("countries").items() for name in names}
    regions = _regions(known)
    named = _region_names(known, regions)
    return Gazetteer(countries, regions, named, _homes(named))


def _regions(known: Batch) -> dict[str, str]:
    """Region code → country; the code's first two letters say it, in the spelling of NUTS."""
    targets = {edge.source for edge in known.edges if edge.rel is Rel.BROADER and edge.source.startswith("region:")}
    return {id.partition(":")[2]: country_code(id.partition(":")[2][:2]) for id in sorted(targets)}


def _region_names(known: Batch, regions: Mapping[str, str]) -> dict[tuple[str, str], str]:
    """(country, name) → code; smaller regions win, and of a town and its surroundings the town."""
    named: dict[tuple[str, str], str] = {}
    found = [node for node in known.nodes if node.kind is Kind.REGION]
    for node in sorted(found, key=lambda node: (len(node.id), "stadt" in node.name.partition(",")[2].lower(), node.id)):
        code = node.id.partition(":")[2]
        for name in (words(node.name), words(node.name.partition(",")[0])):
            named[regions[code], name] = code
    return named


def _homes(named: Mapping[tuple[str, str], str]) -> dict[str, str]:
    """Name → the one country that has a region of this name."""
    countries: dict[str, set[str]] = {}
    for country, name in named:
        countries.setdefault(name, set()).add(country)
    return {name: next(iter(found)) for name, found in countries.items() if len(found) == 1}
