"""Finds topics of expertise, sectors and markets by their names in three languages."""

import re
from functools import cache

from graph.schema import Kind
from seeds.members.codes import sectors
from seeds.members.spelling import words
from seeds.taxonomies import taxonomies


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
    found = [_named()[words(part)] for part in parts if words(part) in _named()]
    return tuple(dict.fromkeys(found)), tuple(part for part in parts if words(part) not in _named())
