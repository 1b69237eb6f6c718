"""Finds what a service is about: expertise, sectors and markets by their names in three languages, CPV and EuroSciVoc by code too."""

import re
from functools import cache

from graph.schema import Kind
from seeds.members.codes import sectors
from seeds.members.spelling import words
from seeds.taxonomies import taxonomies
from seeds.taxonomies.lookup import topics as expertise


@cache
def _named() -> dict[str, str]:
    """Plain name → id of our own topics and markets, and of NACE classes."""
    named = {label: f"sector:{code}" for label, code in sectors().labels.items()}
    for node in taxonomies().nodes:
        if node.kind in (Kind.MARKET, Kind.EXPERTISE) and ":own-" in node.id:
            named |= {words(name): node.id for name in (node.name, str(node.props["name_de"]), str(node.props["name_fr"]))}
    return named


def topics(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Ids of the topics in a cell, each once, and the parts that name none."""
    parts = [part.strip() for part in re.split(r"[|;,\n/]", text) if part.strip()]
    found = {part: _named().get(words(part)) or expertise().find(part) for part in parts}
    return tuple(dict.fromkeys(id for id in found.values() if id)), tuple(part for part, id in found.items() if not id)
