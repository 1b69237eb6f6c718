"""A node of a taxonomy, with its names in the languages that are known."""

from collections.abc import Mapping

from graph.model import Node, Scalar

Names = Mapping[str, str]
"""A row of a table with the columns en, de, fr; EuroSciVoc has English only."""


def named(id: str, row: Names, **more: Scalar) -> Node:
    """The node, named in English, with `name_de` and `name_fr` where there are any."""
    others = {f"name_{lang}": row[lang] for lang in ("de", "fr") if row.get(lang)}
    return Node(id, row["en"], props={"source": "taxonomy", **others, **more})
