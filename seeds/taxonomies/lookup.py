"""Finds the expertise that a cell of a user's list means: by code of CPV or EuroSciVoc, or by its name in any of the three languages."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from graph.model import Node
from seeds.taxonomies.schemes import schemes
from seeds.taxonomies.topics import expertise

_CPV = re.compile(r"(?:cpv[ :]*)?(\d{8})(?:-\d)?")
_ESV = re.compile(r"(?:euroscivoc[ :]*)?(?:/\d+)+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Topics:
    """All expertise of the taxonomies: `names` by id (English, German, French; English where there is no other), `ids` by folded name."""

    names: Mapping[str, tuple[str, str, str]]
    ids: Mapping[str, str]

    def find(self, text: str) -> str | None:
        """The id behind `31532700-1`, `CPV 31532700`, `/27/79`, `own-branding` or a whole name such as `Gestaltung`; None if nothing is called so."""
        spelled = " ".join(text.casefold().split())
        if code := _CPV.fullmatch(spelled):
            spelled = f"cpv-{code[1]}"
        elif _ESV.fullmatch(spelled):
            spelled = f"esv-{spelled.rpartition('/')[2]}"
        id = f"expertise:{spelled.removeprefix('expertise:')}"
        return id if id in self.names else self.ids.get(spelled)


@cache
def topics() -> Topics:
    """The look-up; of two with the same name our own list goes first, then CPV, then EuroSciVoc."""
    names: dict[str, tuple[str, str, str]] = {}
    ids: dict[str, str] = {}
    for node in (*expertise(), *schemes()):
        names[node.id] = _names(node)
        for name in names[node.id]:
            ids.setdefault(" ".join(name.casefold().split()), node.id)
    return Topics(names, ids)


def _names(node: Node) -> tuple[str, str, str]:
    return node.name, str(node.props.get("name_de", node.name)), str(node.props.get("name_fr", node.name))
