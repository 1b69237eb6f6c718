"""Understands how people write countries, regions and NACE classes; says what to write where it cannot."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from graph.model import Batch
from graph.schema import Kind, Rel
from seeds.tables import country_code
from seeds.taxonomies import taxonomies

_CLASS = re.compile(r"([A-U]?)(\d{2})\.?(\d{2})(?:\.?\d|\.?[A-Z]|\.\d[A-Z]?)?")  # 90.01, 9001, J62.01; national ends: 62.01Z, 62012, 62.01.0
_DIVISION = re.compile(r"[A-U]?(\d{2})")


class Unclear(Exception):
    """A cell that cannot be understood: `code` for machines, the text says what to do."""

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Look-up tables: names of countries in three languages, regions by code, and by country and name, known NACE codes."""

    countries: Mapping[str, str]
    regions: Mapping[str, str]
    region_names: Mapping[tuple[str, str], str]
    sectors: frozenset[str]

    def country(self, text: str) -> str:
        """`UK`, `gb`, `Germany`, `Allemagne` → the country's code."""
        code = self.countries.get(text.casefold())
        if code is None:
            near = get_close_matches(text.casefold(), self.countries, 1)
            hint = f"; did you mean {self.countries[near[0]]}?" if near else ""
            raise Unclear("unknown_country", f"{text[:60]!r} is no country; write its two letters, such as DE, FR or GB{hint}")
        return code

    def region(self, text: str, country: str) -> str:
        """`DE300` or `Berlin` → the region's code; the smallest region of that name in the country."""
        code = text.upper() if text.upper() in self.regions else self.region_names.get((country, text.casefold()), "")
        if not code:
            raise Unclear("unknown_region", f"{text[:60]!r} is no NUTS 2016 code or region of {country}; the row came in without a region")
        if self.regions[code] != country:
            raise Unclear("region_elsewhere", f"region {code} lies in {self.regions[code]}, not in {country}; the row came in without a region")
        return code

    def nace(self, text: str) -> str:
        """`90.01`, `9001`, `R90.01`, `90`, `R` → the code; one or three digits may have lost a zero and are refused."""
        spelled = text.upper().replace(" ", "")
        if spelled in self.sectors and "." not in spelled:
            return spelled
        if found := _CLASS.fullmatch(spelled):
            code = f"{found[2]}.{found[3]}"
        elif found := _DIVISION.fullmatch(spelled):
            code = found[1]
        else:
            raise Unclear("ambiguous_nace", f"{text[:60]!r} can mean several NACE codes; write the class with all four digits, such as 90.01 or 01.10")
        if code not in self.sectors:
            raise Unclear("unknown_nace", f"{text[:60]!r} is no NACE rev. 2 class; look the code up and write it like 90.01")
        return code


@cache
def gazetteer() -> Gazetteer:
    """The tables, from the shipped taxonomies."""
    known = taxonomies()
    countries = {"uk": "GB", "el": "GR"}
    for node in known.nodes:
        if node.kind is Kind.COUNTRY:
            code = node.id.partition(":")[2]
            countries |= {name.casefold(): code for name in (code, node.name, str(node.props["name_de"]), str(node.props["name_fr"]))}
    regions = _regions(known)
    return Gazetteer(
        countries=countries,
        regions=regions,
        region_names=_region_names(known, regions),
        sectors=frozenset(node.id.partition(":")[2] for node in known.nodes if node.kind is Kind.SECTOR),
    )


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
        for name in (node.name.casefold(), node.name.partition(",")[0].casefold()):
            named[regions[code], name] = code
    return named
